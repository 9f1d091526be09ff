import type { Sample } from '../dataset/sample.ts';
import type { ChatMessage, ChatRequest, Failure, Model, Reply } from '../models/model.ts';
import { withoutQuotedVerdicts } from './attacks/quotedVerdicts.ts';
import { chancesOf, expectedVerdict } from './expected.ts';
import type { Attempt, UnscoredReason } from './judgement.ts';
import { stripReasoning } from './reading/clean.ts';
import { looksLikeRefusal } from './reading/refusal.ts';
import type { JudgeOptions, Task, Verdict } from './task.ts';

/** Why an exchange came to no whole verdict. */
export interface Trouble {
  reason: UnscoredReason;
  detail?: string;
}

/** What one exchange came to. */
export interface Heard {
  /** What the best reply says; of equals the last. A text that none speaks of has no score. */
  verdict: Verdict;
  /** Absent when the verdict is whole. */
  trouble?: Trouble;
  /** Nobody answered the last request, so this says nothing of the judge. */
  isFailure: boolean;
  attempts: Attempt[];
  /** Which attempt's reply the verdict is from; absent when no reply came. */
  counted?: number;
  /** The model's name as the endpoint reported it. */
  model: string;
  tokens?: { input: number; output: number };
}

/** How to ask, and how to read what comes back. */
export interface Asking {
  task: Task;
  model: Model;
  options: JudgeOptions;
  /** As it is shown, which is what the verdict is on. */
  sample: Sample;
  request: ChatRequest;
  signal: AbortSignal;
}

/** Asks, and asks again what can't be read. `first` is a reply that has come already, with others to the same request. */
export async function exchange(
  asking: Asking,
  first?: { reply: Reply; ms: number },
): Promise<Heard & { more: readonly Reply[] }> {
  return new Exchange(asking).run(first);
}

class Exchange {
  readonly #asking: Asking;
  readonly #attempts: Attempt[] = [];
  #best: Verdict | undefined;
  #counted: number | undefined;
  #model: string;
  #tokens: { input: number; output: number } | undefined;

  constructor(asking: Asking) {
    this.#asking = asking;
    this.#model = asking.model.name;
  }

  async run(first?: { reply: Reply; ms: number }): Promise<Heard & { more: readonly Reply[] }> {
    const { request, model, options, signal } = this.#asking;
    let more: readonly Reply[] = [];
    let messages = request.messages;
    let trouble: Trouble | undefined;
    for (let asked = 0; asked <= options.reasks; asked++) {
      const started = performance.now();
      const isGiven = first !== undefined && asked === 0;
      const wanted: ChatRequest = asked === 0 ? request : { ...request, messages, replies: 1 };
      const answer = isGiven ? first.reply : await model.complete(wanted, signal);
      const ms = isGiven ? first.ms : performance.now() - started;
      if (answer.kind === 'failure') return { ...this.#heard(this.#fail(answer, ms)), isFailure: true, more };
      if (asked === 0 && !isGiven) more = answer.more ?? [];
      const verdict = this.#take(answer, ms);
      trouble = isWhole(verdict) ? undefined : { reason: reasonOf(answer, verdict) };
      // An endpoint that filters or refuses by protocol has decided; words that look like a refusal may be a slip.
      if (!trouble || answer.refusal !== undefined || answer.finish === 'filtered') break;
      messages = this.#askAgain(answer, verdict);
    }
    return { ...this.#heard(trouble), isFailure: false, more };
  }

  #heard(trouble: Trouble | undefined): Omit<Heard, 'isFailure'> {
    const { task, sample } = this.#asking;
    const nothing = (): Verdict => ({ scores: task.items(sample).map(() => missing), rationale: '', notes: [] });
    return {
      verdict: this.#best ?? nothing(),
      ...(trouble && { trouble }),
      attempts: this.#attempts,
      ...(this.#counted !== undefined && { counted: this.#counted }),
      model: this.#model,
      ...(this.#tokens && { tokens: this.#tokens }),
    };
  }

  #take(reply: Reply, ms: number): Verdict {
    const { text: raw, reasoning, finish, usage } = reply;
    const chances = chancesOf(reply);
    this.#attempts.push({ raw, ...(reasoning && { reasoning }), finish, ms, ...(chances.length > 0 && { chances }) });
    this.#model = reply.model;
    if (usage) {
      const { input, output } = this.#tokens ?? { input: 0, output: 0 };
      this.#tokens = { input: input + usage.input, output: output + usage.output };
    }
    const verdict = this.#read(reply, chances);
    if (!this.#best || rank(verdict) >= rank(this.#best)) {
      this.#best = verdict;
      this.#counted = this.#attempts.length - 1;
    }
    return verdict;
  }

  #read({ text, finish }: Reply, chances: NonNullable<Attempt['chances']>): Verdict {
    const { task, sample, options, request } = this.#asking;
    // The number that a cut reply ends with may have lost its last digits.
    const whole = finish === 'length' ? withoutLastNumber(text) : text;
    const read = (reply: string) => task.read(reply, sample, options);
    const said = withoutQuotedVerdicts(whole, textsOf(task, sample), read);
    const verdict = said === whole ? read(said) : withNote(read(said), quotedNote);
    if (!request.logprobs) return verdict;
    const scale = task.scale(task.items(sample).length, options);
    return expectedVerdict(said, chances, verdict, scale, options.leastMass, read);
  }

  #fail({ reason, message }: Failure, ms: number): Trouble {
    this.#attempts.push({ raw: null, problem: message, ms });
    return { reason, detail: message };
  }

  #askAgain({ text }: Reply, verdict: Verdict): readonly ChatMessage[] {
    const { task, sample, options, request } = this.#asking;
    const said = stripReasoning(text).trim();
    if (said === '') return request.messages;
    const complaint = task.complaint(verdict, sample, options);
    return [...request.messages, { role: 'assistant', content: said }, { role: 'user', content: complaint }];
  }
}

const missing = { value: null, gap: 'missing' } as const;
const quotedNote = 'The reply repeats scores that stand in the texts of the row; they do not count.';

function withNote(verdict: Verdict, note: string): Verdict {
  return { ...verdict, notes: [...verdict.notes, note] };
}

/** All that a judge may quote from. */
function textsOf(task: Task, sample: Sample): string[] {
  const { instruction, responses, reference, system } = sample;
  return [...new Set([...task.items(sample), ...responses, instruction, reference, system])].filter(
    (text) => text !== undefined,
  );
}

function withoutLastNumber(text: string): string {
  let end = text.length;
  while (end > 0 && /[-+\p{Nd}.．/\s]/u.test(text.charAt(end - 1))) end--;
  return text.slice(0, end);
}

function isWhole({ scores }: Verdict): boolean {
  return scores.every((s) => s.value !== null && !s.offScale);
}

/** Scores on the scale count most, then scores at all; of equals the later reply counts: the judge insists. */
function rank({ scores }: Verdict): number {
  const known = scores.filter((s) => s.value !== null);
  return known.filter((s) => !s.offScale).length * (scores.length + 1) + known.length;
}

function reasonOf(reply: Reply, { scores }: Verdict): UnscoredReason {
  const said = stripReasoning(reply.text).trim();
  if (reply.refusal !== undefined || reply.finish === 'filtered') return 'refused';
  if (reply.finish === 'length') return 'truncated';
  if (said === '') return 'empty reply';
  if (scores.every((s) => s.value === null) && looksLikeRefusal(said)) return 'refused';
  const gaps = scores.flatMap((s) => (s.value === null ? [s.gap] : []));
  if (gaps.length === 0) return 'off scale';
  return gaps.length === scores.length || gaps.includes('unreadable') ? 'unreadable' : 'missing';
}
