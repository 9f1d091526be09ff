import { contentHash } from '../../dataset/hash.ts';
import type { Judge } from '../../judging/judge.ts';
import { breather } from '../breathe.ts';
import { HashNumbers } from '../columns/hashNumbers.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import type { RunItem } from '../run.ts';
import { costOf, type Price } from '../spending.ts';
import { type Question, questions, rowsTogether } from '../together.ts';
import { knownQuestions } from './knownQuestions.ts';
import { judgedOutput, type QuestionTokens, questionTokens } from './questionTokens.ts';
import { Reservoir } from './reservoir.ts';

/** What to estimate. */
export interface EstimateOf {
  /** All rows of the source. */
  items: AsyncIterable<RunItem> | Iterable<RunItem>;
  judge: Judge;
  /** What the same judge has judged of the same source before. */
  columns?: RunColumns | undefined;
  /** Only rows that were asked before and have no whole judgement. */
  only?: 'unscored' | undefined;
  price?: Price | undefined;
  /** How many rows to draw for a first try. The same seed draws the same rows of the same file. */
  sample?: { rows: number; seed: number } | undefined;
  /** Called between rows with how many were seen so far, to wait in; by default `breather()`. */
  breathe?: ((rows: number) => Promise<void> | undefined) | undefined;
  signal?: AbortSignal | undefined;
}

/** What a run would ask, and about what it would come to. */
export interface RunEstimate {
  /** Rows in all: malformed, known, to ask, and identical to one of these. */
  rows: number;
  malformed: number;
  /** Rows whose whole judgement the run has: they are not asked. */
  known: number;
  /** Rows to ask; of identical ones, one. */
  ask: number;
  /** Of these, rows that were asked before and have no whole judgement. */
  again: number;
  /** Without retries and re-asks. */
  requests: number;
  /** Of these requests, estimated. A model that thinks before it replies writes many more. */
  tokens: { input: number; output: number };
  /** In the price's currency; absent where nobody knows the price. */
  cost?: number;
  /** Rows for a first try, in the order of the file: a random sample of those to ask. */
  sample: RunItem[];
}

/** Prompts that are rendered and counted: as good as all of them, to within a few percent. */
const countedPrompts = 200;

/**
 * Says before a run what it would ask, in one pass over the rows. Only a random sample of the prompts is rendered; what
 * is known, and what is identical, is told by the content of the rows: never less is said than will be asked, and more
 * only of rows that differ in nothing that the judge sees. Undefined when it was cancelled.
 */
export async function estimateRun(of: EstimateOf): Promise<RunEstimate | undefined> {
  const { items, judge, columns, only, price, sample = { rows: 0, seed: 0 }, signal } = of;
  const breathe = of.breathe ?? breather();
  const counts = { rows: 0, malformed: 0, known: 0, ask: 0, again: 0, requests: 0 };
  const pause = () => breathe(counts.rows);
  const standingOf = await knownQuestions(judge, columns, pause);
  const asked = new HashNumbers();
  let questionsAsked = 0;
  const prompts = new Reservoir<QuestionTokens>(countedPrompts, 0);
  const tries = new Reservoir<Question>(Math.ceil(sample.rows / rowsTogether(judge)), sample.seed);
  for await (const question of questions(items, judge)) {
    const waiting = pause();
    if (waiting) await waiting;
    if (signal?.aborted) return undefined;
    if ('problem' in question) {
      counts.rows++;
      counts.malformed++;
      continue;
    }
    const rows = question.rows.length;
    const standing = standingOf(question);
    counts.rows += rows;
    if (standing === 'known') counts.known += rows;
    if (standing === 'known' || (only === 'unscored' && standing === 'new') || isTwin(question, asked)) continue;
    counts.ask += rows;
    if (standing === 'again') counts.again += rows;
    // As if every reply were a request: one that gives several at once is cheaper.
    const replies = judge.replies(question.sample);
    counts.requests += replies;
    prompts.offer(() => timesOf(questionTokens(judge, question.sample), replies));
    questionsAsked++;
    tries.offer(() => question);
  }
  if (signal?.aborted) return undefined;
  const tokens = inAll(questionsAsked, prompts.kept, columns && judgedOutput(columns));
  const cost = costOf(tokens, price);
  const drawn = tries.kept.flatMap((question) => question.rows).sort((a, b) => a.row.index - b.row.index);
  return { ...counts, tokens, ...(cost !== undefined && { cost }), sample: drawn.slice(0, sample.rows) };
}

/** Whether the same is asked already, of identical rows. */
function isTwin({ rows }: Question, asked: HashNumbers): boolean {
  const hashes = rows.map(({ row }) => row.hash);
  const before = asked.size;
  asked.add(hashes.length === 1 ? (hashes[0] ?? '') : contentHash(hashes.join()));
  return asked.size === before;
}

function timesOf({ input, output }: QuestionTokens, times: number): QuestionTokens {
  return { input: input * times, output: output * times };
}

function inAll(asked: number, counted: readonly QuestionTokens[], judged: number | undefined): QuestionTokens {
  const mean = (of: 'input' | 'output') => counted.reduce((sum, one) => sum + one[of], 0) / Math.max(1, counted.length);
  return { input: Math.round(asked * mean('input')), output: Math.round(asked * (judged ?? mean('output'))) };
}
