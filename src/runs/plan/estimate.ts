import { contentHash } from '../../dataset/hash.ts';
import type { Sample } from '../../dataset/sample.ts';
import type { Judge } from '../../judging/judge.ts';
import { breather } from '../breathe.ts';
import { HashNumbers } from '../columns/hashNumbers.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import type { RunItem } from '../run.ts';
import { costOf, type Price } from '../spending.ts';
import { type Question, questions, rowsTogether } from '../together.ts';
import { CanaryDraw, takesCanaries } from '../trust/canaryQuestions.ts';
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
  /** Whether a few bad responses are put to the judge, too, once a run. */
  canary?: boolean | undefined;
  price?: Price | undefined;
  /** How many rows to draw for a first try. The same seed draws the same rows of the same file. */
  sample?: { rows: number; seed: number } | undefined;
  /** Called between rows with how many were seen so far, to wait in; by default `breather()`. */
  breathe?: ((rows: number) => Promise<void> | undefined) | undefined;
  signal?: AbortSignal | undefined;
}

/** What a run would ask, and about what it would come to. */
export interface RunEstimate {
  /** Rows in all: malformed, known, under way, to ask, and identical to one of these. */
  rows: number;
  malformed: number;
  /** Rows whose whole judgement the run has: they are not asked. */
  known: number;
  /** Rows that a batch asks about: its results are still to be collected. */
  underWay: number;
  /** Rows to ask; of identical ones, one. */
  ask: number;
  /** Of these, rows that were asked before and have no whole judgement. */
  again: number;
  /** Without retries and re-asks; canaries among them. */
  requests: number;
  /** Requests that canaries take: of a new run, and of this one still; absent where there are none. */
  canary?: { anew: number; due: number };
  /** Requests, tokens and cost are the most that it takes: an endpoint may give several replies to one request, and no
   * further one is asked for when nothing more can change. */
  atMost: boolean;
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
  const counts = { rows: 0, malformed: 0, known: 0, underWay: 0, ask: 0, again: 0, requests: 0 };
  const pause = () => breathe(counts.rows);
  const standingOf = await knownQuestions(judge, columns, pause);
  const asked = new HashNumbers();
  let questionsAsked = 0;
  const prompts = new Reservoir<QuestionTokens>(countedPrompts, 0);
  const draw = of.canary && !only && takesCanaries(judge) ? new CanaryDraw() : undefined;
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
    if (draw) for (const row of question.rows) draw.offer(row);
    if (standing === 'known') counts.known += rows;
    if (standing === 'under way') counts.underWay += rows;
    if (standing === 'known' || standing === 'under way' || (only === 'unscored' && standing === 'new')) continue;
    if (isTwin(question, asked)) continue;
    counts.ask += rows;
    if (standing === 'again') counts.again += rows;
    counts.requests += judge.replies(question.sample);
    prompts.offer(() => questionTokens(judge, question.sample));
    questionsAsked++;
    tries.offer(() => question);
  }
  if (signal?.aborted) return undefined;
  const ofRows = inAll(questionsAsked, prompts.kept, columns && judgedOutput(columns));
  const canaries = draw?.questions() ?? [];
  const anew = spentOn(canaries, judge);
  // They wait for what is under way.
  const due = spentOn(counts.underWay > 0 ? [] : canaries.slice(columns?.canaries.length ?? 0), judge);
  const tokens = sum(ofRows, due.tokens);
  const cost = costOf(tokens, price);
  const drawn = tries.kept.flatMap((question) => question.rows).sort((a, b) => a.row.index - b.row.index);
  return {
    ...counts,
    requests: counts.requests + due.requests,
    ...(canaries.length > 0 && { canary: { anew: anew.requests, due: due.requests } }),
    // Every reply counts as a request.
    atMost: judge.options.samples > 1,
    tokens,
    ...(cost !== undefined && { cost }),
    sample: drawn.slice(0, sample.rows),
  };
}

/** Whether the same is asked already, of identical rows. */
function isTwin({ rows }: Question, asked: HashNumbers): boolean {
  const hashes = rows.map(({ row }) => row.hash);
  const before = asked.size;
  asked.add(hashes.length === 1 ? (hashes[0] ?? '') : contentHash(hashes.join()));
  return asked.size === before;
}

function spentOn(asked: readonly { sample: Sample }[], judge: Judge): { requests: number; tokens: QuestionTokens } {
  return {
    requests: asked.reduce((all, { sample }) => all + judge.replies(sample), 0),
    tokens: asked.map(({ sample }) => questionTokens(judge, sample)).reduce(sum, { input: 0, output: 0 }),
  };
}

function sum(a: QuestionTokens, b: QuestionTokens): QuestionTokens {
  return { input: a.input + b.input, output: a.output + b.output };
}

function inAll(asked: number, counted: readonly QuestionTokens[], judged: number | undefined): QuestionTokens {
  const mean = (of: 'input' | 'output') => counted.reduce((sum, one) => sum + one[of], 0) / Math.max(1, counted.length);
  return { input: Math.round(asked * mean('input')), output: Math.round(asked * (judged ?? mean('output'))) };
}
