import type { Sample } from '../dataset/sample.ts';
import type { ChatParameters, ChatRequest, ReplyForm, Scale } from '../models/model.ts';

/** The judging methods. */
export type TaskName = 'quality' | 'judgelm' | 'complexity' | 'deita-quality' | 'deita-complexity' | 'custom';

/** Whether a task scores the instructions of a row, not its responses. */
export function ratesInstructions(task: TaskName): boolean {
  return task === 'complexity' || task === 'deita-complexity';
}

/** JudgeLM's two prompt frames: distilabel 0.x's, and the one the JudgeLM checkpoints were trained on. */
export type Dialect = 'distilabel' | 'official';

/** Everything about asking and reading that changes a verdict, besides the task and the model. */
export interface JudgeOptions {
  /** `auto` asks for a JSON schema where the endpoint takes one, and reads either form. */
  reply: 'text' | 'structured' | 'auto';
  /** Ask for one sentence of reason a response. JudgeLM gives a rationale in any case. */
  explain: boolean;
  /** What becomes of a finite score off the scale, once the judge insists on it. */
  offScale: 'keep' | 'reject';
  /** How often an unreadable reply is asked again. */
  reasks: number;
  /** ComplexityScorer compares: how many rows' instructions are judged in one request. */
  instructionsTogether: number;
  dialect: Dialect;
  /** JudgeLM's system prompt and task description; `{num_responses}` is filled in. */
  systemPrompt: string;
  taskDescription: string;
  /** A Jinja2 template that takes the place of the task's own prompt. */
  template?: string;
  parameters: ChatParameters;
  /** In which orders the responses are shown to the judge. `swap`: as given and turned round. */
  order: 'as given' | 'swap' | 'permute';
  /** How many orders `permute` asks in, 2 or more; there are no more than the sample has responses. */
  permutations: number;
  /** How many replies a judgement takes for each order and each model, 1 or more. */
  samples: number;
  /** How the scores of several replies become one. */
  combine: 'mean' | 'median' | 'majority';
  /** `expected`: the expectation over the score tokens, where the endpoint returns log-probabilities. */
  scoring: 'plain' | 'expected';
  /** The least probability, 0..1, that must lie on scores for an expected score to count. */
  leastMass: number;
  /** The user's own criteria, in Markdown, added to what the task asks; '' for none. */
  criteria: string;
  /** When responses are shown as JSON strings, so that nothing in them can pass for a part of the prompt. */
  hardened: 'never' | 'flagged' | 'always';
  /** What only the custom task is told: its scale and the form of its reply. */
  custom: { scale: Scale; form: ReplyForm };
}

/** Why one response has no score. */
export type GapReason = 'missing' | 'unreadable' | 'off scale';

/** One response's score: a finite number, or why there is none. `offScale` numbers are outside the scale asked for. */
export type Score = { value: number; offScale: boolean } | { value: null; gap: GapReason };

/** Whether a judge is asked for one rationale of the whole reply; what it says unasked is kept in any case. */
export function asksRationale(task: TaskName, { custom }: Pick<JudgeOptions, 'custom'>): boolean {
  return task === 'judgelm' || (task === 'custom' && custom.form !== 'index lines');
}

/** What one reply says, response by response. */
export interface Verdict {
  /** One for each text judged, in the sample's order. */
  scores: Score[];
  /** Text around the scores; empty when there is none. */
  rationale: string;
  /** One sentence a response, where the reply gives them. */
  rationales?: (string | null)[];
  /** What was odd about the reply, in words: "two verdicts, the last one counts". */
  notes: string[];
  /** Where scores are expectations: the probability that they rest on, 0..1; null where a score is a plain one. */
  mass?: (number | null)[];
}

/** A judging method: how to ask and how to read the reply. Pure: no input or output, no clock. */
export interface Task {
  readonly name: TaskName;
  /** The method's published name: "QualityScorer". */
  readonly title: string;
  /** The texts that get a score each: the responses, or for ComplexityScorer the instructions. */
  items(sample: Sample): readonly string[];
  /** Each text is asked about in a request of its own (DEITA). */
  readonly pointwise?: true;
  /** The scale asked for when n texts are judged together. */
  scale(n: number, options: JudgeOptions): Scale;
  /** The sample with some or all of its texts, in another order; `order` names them by position. */
  arrange(sample: Sample, order: readonly number[]): Sample;
  /** Its own prompt as a Jinja2 template, which `options.template` takes the place of. */
  template(options: JudgeOptions): string;
  /** The request for a sample. Throws TemplateProblem when a user template can't be rendered. */
  ask(sample: Sample, options: JudgeOptions): ChatRequest;
  /** Reads a reply; never throws, whatever it says. */
  read(reply: string, sample: Sample, options: JudgeOptions): Verdict;
  /** What to tell the model about a reply that could not be read whole. */
  complaint(verdict: Verdict, sample: Sample, options: JudgeOptions): string;
}
