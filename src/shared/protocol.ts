/**
 * What the results page and the extension say to each other. The page pulls everything that it shows, as it shows it: a
 * run may have millions of rows. Messages to a hidden page are dropped, so the extension only ever says "something
 * changed". Nothing here holds a made-up number: a score that is not there is null, with its reason beside it.
 */

/** How far a row got. `malformed`: the row could not be judged at all. */
export type RowStatus = 'scored' | 'partly scored' | 'unscored' | 'malformed';

/** What a table can be sorted by. `response` is one response's normalised score; `disagreement` that of several votes. */
export type SortBy =
  | 'line'
  | 'mean'
  | 'response'
  | 'spread'
  | 'disagreement'
  | 'responses'
  | 'status'
  | 'reason'
  | 'time'
  | 'tokens';

/**
 * What is odd or special about a row: a score off the scale, a reply with notes, votes that name different winners, a
 * response made to sway a judge, a text that its source has no more, a label by people.
 */
export type RowFlag = 'off scale' | 'notes' | 'winner changes' | 'suspicious' | 'changed' | 'labelled';

/** Which rows, in which order. An empty list or text filters nothing. The same shape as TableQuery in src/runs. */
export interface Query {
  sort: { by: SortBy /** 0-based, for `response`. */; response?: number; descending: boolean };
  search: string;
  statuses: readonly RowStatus[];
  reasons: readonly string[];
  flags: readonly RowFlag[];
  /** Rows with at least one normalised score from `min` to below `max`; 1 itself is in the band that ends at 1. */
  scores?: { min: number; max: number };
}

/** One response's score. `normalised` is null for no score and for one off the scale. */
export interface ScoreCell {
  value: number | null;
  normalised: number | null;
  offScale: boolean;
  /** Why there is no score, for people. */
  gap?: string;
  /** Of an expected score the probability that it rests on, 0..1; null for a plain score in the place of one. */
  mass?: number | null;
}

/** One row as the table shows it at once: its numbers. `row` is its 0-based index in the source, its name for good. */
export interface RowView {
  row: number;
  /** 1-based line in the source. */
  line: number;
  status: RowStatus;
  /** For people. */
  reason?: string;
  scores: ScoreCell[];
  mean: number | null;
  /** How far several votes are apart, 0..0.5 of the scale; absent without several. */
  disagreement?: number;
  flags: RowFlag[];
  /** Another number for another judgement: texts that came with this one are still right. */
  judged: number;
}

/** The texts of a row, which are read from files when it is shown. */
export interface RowTexts {
  row: number;
  /** The beginning of the instruction; null when the source has the row no more, absent while it is looked for. */
  instruction?: string | null;
  /** The beginning of the rationale, or of what is wrong with a malformed row. */
  rationale: string;
  labelled: boolean;
}

/** A window of the rows that a query selects. */
export interface RowsView {
  from: number;
  rows: RowView[];
  /** Rows that the query selects. */
  total: number;
  /** The place of the row asked for with `locate`, if the query selects it. */
  located?: number;
  /** How much of the files has been searched, 0..1: the selection may still grow. */
  searching?: number;
}

/** What a run that is being judged does, and has cost so far. */
export interface ProgressView {
  /** Rows a second; null until there is something to go by. */
  rate: number | null;
  /** Milliseconds that the rest takes at this rate; null when that can't be said. */
  leftMs: number | null;
  /** In the currency of the model's price; undefined where nobody knows it. */
  cost?: number;
}

/** The run as a whole. */
export interface SummaryView {
  task: string;
  model: string;
  source: string;
  /** Whether the source is a file that rows can be shown in. */
  revealable: boolean;
  /** ISO 8601. */
  startedAt: string;
  state: 'running' | 'pausing' | 'finished' | 'cancelled' | 'paused' | 'interrupted';
  /** How much of the run file has been read, 0..1, while it is read. */
  reading?: number;
  /** Rows judged so far, and in all when known. */
  done: number;
  total?: number;
  /** While it is judged. */
  progress?: ProgressView;
  /** Why a paused run is paused, and what to do next: for people. */
  paused?: string;
  /** As the endpoint counted them. */
  tokens: { input: number; output: number };
  counts: { scored: number; partly: number; unscored: number; malformed: number; offScale: number };
  /** Why rows are not wholly scored. `reason` is the filter's value, `label` is for people. */
  reasons: { reason: string; label: string; rows: number }[];
  /** The mean of the normalised scores, 0..1, and of how many; null when there are none. */
  mean: number | null;
  meanOf: number;
  /** Normalised scores by tenths of 0..1. */
  histogram: number[];
  /** Of rows judged more than once: how far their votes are apart on average, 0..0.5, and how many agree on the winner. */
  votes?: { disagreement: number; sameWinner: number; otherWinner: number };
  /** Most texts scored in one row. */
  width: number;
  /** Whether the judge said anything besides scores. */
  rationales: boolean;
  /** What gets a score: the responses, or for ComplexityScorer the instructions. */
  judged: 'responses' | 'instructions';
  /** The `row` to show, asked for from outside the page; told once. */
  show?: number;
}

/** One text and its score. `by` is the model that wrote it; people's own label, where the row has one, stands beside. */
export interface JudgedText {
  by?: string;
  preferred?: boolean;
  humanScore?: number;
  /** Null when the source row has changed or is gone. */
  text: string | null;
  score: ScoreCell;
  rationale: string | null;
}

/** What the user said of a row in Gavel. One a text for `thumbs` and `scores`; empty takes it back. */
export interface LabelView {
  /** 0-based, of the better response. */
  choice?: number | 'tie';
  thumbs?: ('up' | 'down' | null)[];
  scores?: (number | null)[];
}

/** One exchange with the model. `raw` is verbatim; null when no reply came. */
export interface AttemptView {
  raw: string | null;
  reasoning?: string;
  finish?: string;
  problem?: string;
  /** Milliseconds. */
  ms: number;
}

/** What one order, reply or model of several said. */
export interface VoteView {
  /** Places in the row (1-based), in the order shown to the judge. */
  order: number[];
  model: string;
  /** In the row's order; null where it has none. */
  scores: (number | null)[];
  /** Why it is not whole, for people. */
  reason?: string;
  /** Whether it puts the same texts first as most votes do; absent where there is nothing to compare. */
  isOfMost?: boolean;
  /** It puts several texts first. */
  isTie?: true;
}

/** Everything about one row. */
export interface DetailView {
  row: number;
  line: number;
  status: RowStatus;
  flags: RowFlag[];
  /** The source row has changed or is gone, so the texts are not those that were judged. */
  changed: boolean;
  instruction: string | null;
  system?: string;
  reference?: string;
  texts: JudgedText[];
  scale: { min: number; max: number } | null;
  mean: number | null;
  /** What the user said of it. */
  label?: LabelView;
  /** Where there are several. */
  votes?: VoteView[];
  disagreement?: number;
  /** Markdown by the judge: untrusted. */
  rationale: string;
  notes: string[];
  /** What went wrong and what to do next, unless the row is wholly scored. */
  trouble?: { reason: string; what: string; next: string; detail?: string; line?: number; column?: number };
  model?: string;
  attempts: AttemptView[];
  tokens?: { input: number; output: number };
  /** Milliseconds, all attempts together. */
  ms?: number;
}

/** One message of the prompt. */
export interface PromptMessage {
  role: string;
  content: string;
}

/** What the page may ask to be done with the run; what comes of it shows in the run itself. */
export type RunAction = 'pause' | 'resume' | 'cancel' | 'retryUnscored' | 'rereadReplies' | 'export' | 'trust';

/** What the page may ask for. `copy` puts text on the clipboard. */
export type Ask =
  | { kind: 'summary' }
  | { kind: 'rows'; query: Query; from: number; count: number; locate?: number }
  | { kind: 'texts'; rows: readonly number[] }
  | { kind: 'detail'; row: number }
  | { kind: 'prompt'; row: number }
  | { kind: 'openPrompt'; row: number }
  | { kind: 'reveal'; row: number }
  | { kind: 'copy'; text: string }
  | { kind: 'label'; row: number; label: LabelView }
  | { kind: RunAction };

/** What each question is answered with. */
export interface Answers extends Record<RunAction, null> {
  summary: SummaryView;
  rows: RowsView;
  texts: RowTexts[];
  detail: DetailView;
  prompt: PromptMessage[];
  openPrompt: null;
  reveal: null;
  copy: null;
  /** The row as it is now. */
  label: DetailView;
}

/**
 * Why a question has no answer. `no run`: the run file is gone; `no row`: the run has no such row (yet, while it is read);
 * `changed`: the source row has changed or is gone; `overtaken`: a newer query has been asked; `failed`: anything else.
 * `message` is for people and says what to do next.
 */
export interface Problem {
  reason: 'no run' | 'no row' | 'changed' | 'overtaken' | 'failed';
  message: string;
}

/** From the page. `id` pairs a question with its answer. */
export interface PageMessage {
  type: 'ask';
  id: number;
  ask: Ask;
}

/** From the extension: an answer, a refusal, or word that the run has changed. */
export type HostMessage =
  | { type: 'answer'; id: number; answer: Answers[keyof Answers] }
  | { type: 'refusal'; id: number; problem: Problem }
  | { type: 'changed' };

/** What the extension writes into the page: the run, and the translations of the page's words by their English. */
export interface PageData {
  run: string;
  /** A jury judged: what its members disagree on comes first. */
  isJury?: boolean;
  translations: Readonly<Record<string, string>>;
}
