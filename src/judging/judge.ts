import { contentHash } from '../dataset/hash.ts';
import type { Sample } from '../dataset/sample.ts';
import type { ChatMessage, ChatRequest, Failure, Model, Reply } from '../models/model.ts';
import type { Attempt, Judgement, UnscoredReason } from './judgement.ts';
import { stripReasoning } from './reading/clean.ts';
import { looksLikeRefusal } from './reading/refusal.ts';
import type { JudgeOptions, Task, Verdict } from './task.ts';
import { TemplateError } from './template/render.ts';

/** A task, a model and the options that change a verdict. */
export interface Judge {
  readonly task: Task;
  readonly model: Model;
  readonly options: JudgeOptions;
  /** The exact first request for a sample. Throws TemplateError when a user template can't be rendered. */
  prompt(sample: Sample): ChatRequest;
  /** Hash of everything asked: messages, model and options. Rows may move; what was asked stays. */
  key(sample: Sample): string;
  /** One sample to one judgement: asks, reads, asks again what can't be read. Never rejects. */
  judge(sample: Sample, signal: AbortSignal): Promise<Judgement>;
}

/** See `Judge`. */
export function createJudge(task: Task, model: Model, options: JudgeOptions): Judge {
  // A run wants a sample's prompt and its key, and before its turn comes: made once, ahead of time.
  const prompts = new WeakMap<Sample, ChatRequest>();
  const keys = new WeakMap<Sample, string>();
  const prompt = (sample: Sample) => {
    const known = prompts.get(sample) ?? task.ask(sample, options);
    prompts.set(sample, known);
    return known;
  };
  const asked = (sample: Sample): unknown[] => {
    const { reasks, offScale } = options;
    try {
      const { messages, parameters, schema } = prompt(sample);
      return [task.name, model.id, messages, parameters, schema, reasks, offScale];
    } catch {
      return [task.name, model.id, options, sample];
    }
  };
  return {
    task,
    model,
    options,
    prompt,
    key(sample) {
      const known = keys.get(sample) ?? contentHash(JSON.stringify(asked(sample)));
      keys.set(sample, known);
      return known;
    },
    async judge(sample, signal) {
      const scale = task.scale(task.items(sample).length);
      const exchange = new Exchange(sample, task, model, options);
      try {
        await exchange.run(prompt(sample), signal);
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        exchange.stop('template', error.message);
      }
      return { ...exchange.outcome(), scale };
    },
  };
}

/** The asking and re-asking of one sample. */
class Exchange {
  readonly #started = performance.now();
  readonly #attempts: Attempt[] = [];
  readonly #sample: Sample;
  readonly #task: Task;
  readonly #model: Model;
  readonly #options: JudgeOptions;
  #best: Verdict | undefined;
  #counted: number | undefined;
  #problem: { reason: UnscoredReason; detail?: string } | undefined;
  #modelName: string;
  #tokens: { input: number; output: number } | undefined;

  constructor(sample: Sample, task: Task, model: Model, options: JudgeOptions) {
    this.#sample = sample;
    this.#task = task;
    this.#model = model;
    this.#options = options;
    this.#modelName = model.name;
  }

  stop(reason: UnscoredReason, detail?: string): void {
    this.#problem = { reason, ...(detail && { detail }) };
  }

  async run(request: ChatRequest, signal: AbortSignal): Promise<void> {
    let messages = request.messages;
    for (let asked = 0; asked <= this.#options.reasks; asked++) {
      const started = performance.now();
      const answer = await this.#model.complete({ ...request, messages }, signal);
      const ms = performance.now() - started;
      if (answer.kind === 'failure') return this.#fail(answer, ms);
      const verdict = this.#take(answer, ms);
      if (isWhole(verdict)) {
        this.#problem = undefined;
        return;
      }
      this.#problem = { reason: reasonOf(answer, verdict) };
      // An endpoint that filters or refuses by protocol has decided; words that look like a refusal may be a slip.
      if (answer.refusal !== undefined || answer.finish === 'filtered') return;
      messages = this.#askAgain(request.messages, answer, verdict);
    }
  }

  #take(reply: Reply, ms: number): Verdict {
    const { text: raw, reasoning, finish, usage } = reply;
    this.#attempts.push({ raw, ...(reasoning && { reasoning }), finish, ms });
    this.#modelName = reply.model;
    if (usage) {
      const { input, output } = this.#tokens ?? { input: 0, output: 0 };
      this.#tokens = { input: input + usage.input, output: output + usage.output };
    }
    // The number that a cut reply ends with may have lost its last digits.
    const text = finish === 'length' ? withoutLastNumber(raw) : raw;
    const verdict = this.#task.read(text, this.#sample, this.#options);
    if (!this.#best || rank(verdict) >= rank(this.#best)) {
      this.#best = verdict;
      this.#counted = this.#attempts.length - 1;
    }
    return verdict;
  }

  #fail(failure: Failure, ms: number): void {
    this.#attempts.push({ raw: null, problem: failure.message, ms });
    this.stop(failure.reason, failure.message);
  }

  #askAgain(messages: readonly ChatMessage[], { text }: Reply, verdict: Verdict): readonly ChatMessage[] {
    const said = stripReasoning(text).trim();
    if (said === '') return messages;
    const complaint = this.#task.complaint(verdict, this.#sample, this.#options);
    return [...messages, { role: 'assistant', content: said }, { role: 'user', content: complaint }];
  }

  outcome(): Omit<Judgement, 'scale'> {
    const n = this.#task.items(this.#sample).length;
    const best: Verdict = this.#best ?? { scores: Array.from({ length: n }, () => none), rationale: '', notes: [] };
    const rejects = this.#options.offScale === 'reject';
    const scores = best.scores.map((s) => (s.value !== null && s.offScale && rejects ? offScaleGap : s));
    const known = scores.filter((s) => s.value !== null).length;
    const isCancelled = this.#problem?.reason === 'cancelled';
    const problem = known === n && !isCancelled ? undefined : (this.#problem ?? { reason: 'off scale' as const });
    return {
      status: known === n ? 'scored' : known > 0 ? 'partly scored' : 'unscored',
      scores: scores.map((s) => s.value),
      gaps: scores.map((s) => (s.value === null ? s.gap : null)),
      offScale: scores.flatMap((s, i) => (s.value !== null && s.offScale ? [i] : [])),
      ...problem,
      rationale: best.rationale,
      ...(best.rationales && { rationales: best.rationales }),
      notes: best.notes,
      model: this.#modelName,
      attempts: this.#attempts,
      ...(this.#counted !== undefined && { counted: this.#counted }),
      ...(this.#tokens && { tokens: this.#tokens }),
      ms: performance.now() - this.#started,
    };
  }
}

const none = { value: null, gap: 'missing' } as const;
const offScaleGap = { value: null, gap: 'off scale' } as const;

function withoutLastNumber(text: string): string {
  let end = text.length;
  while (end > 0 && /[-+\d./\s]/.test(text.charAt(end - 1))) end--;
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
