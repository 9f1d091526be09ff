import { contentHash } from '../dataset/hash.ts';
import type { Sample } from '../dataset/sample.ts';
import type { Judge } from '../judging/judge.ts';
import type { Judgement } from '../judging/judgement.ts';
import type { JudgedRecord, RowRef, RunItem } from './run.ts';

/** What is asked in one request: a sample, from one row or from several. */
export interface Question {
  rows: RowSample[];
  /** What the judge is asked about. */
  sample: Sample;
}

/** One row and what it says. */
interface RowSample {
  row: RowRef;
  sample: Sample;
}

/** How many rows a judge compares in one request: 1 where it compares none. */
export function rowsTogether({ task, options }: Judge): number {
  return task.name === 'complexity' ? Math.max(1, options.instructionsTogether) : 1;
}

/**
 * The items of a run as questions. ComplexityScorer compares instructions, so those of several rows are taken together;
 * a row with a list of its own, and every other task's row, is a question of its own.
 */
export async function* questions(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  judge: Judge,
): AsyncGenerator<Question | Extract<RunItem, { problem: unknown }>> {
  const size = rowsTogether(judge);
  let open: RowSample[] = [];
  for await (const item of items) {
    if ('problem' in item) yield item;
    else if (size <= 1 || item.sample.instructions) yield { rows: [item], sample: item.sample };
    else if (open.push(item) === size) {
      yield together(open);
      open = [];
    }
  }
  if (open.length > 0) yield together(open);
}

function together(rows: RowSample[]): Question {
  const [only] = rows;
  if (rows.length === 1 && only) return { rows, sample: only.sample };
  return { rows, sample: togetherSample(rows.map(({ sample }) => sample)) };
}

/** The sample that several rows' instructions make. */
export function togetherSample(samples: readonly Sample[]): Sample {
  return { instruction: '', responses: [], instructions: samples.map(({ instruction }) => instruction) };
}

/** What is asked about each row, as a hash. The key of one row among several tells its place among them, too. */
export function keysOf({ rows, sample }: Question, judge: Judge): string[] {
  const key = judge.key(sample);
  return rows.length === 1 ? [key] : rows.map((_, at) => keyAmong(key, at));
}

/** The key of the row at one place among several that are asked about together under `key`. */
export function keyAmong(key: string, at: number): string {
  return contentHash(`${key}/${at}`);
}

/** A question's judgement as records, one a row; each with its own sample where that is to be kept. */
export function recordsOf(
  question: Question,
  judgement: Judgement,
  judge: Judge,
  keepSamples: boolean,
): JudgedRecord[] {
  const { rows } = question;
  const keys = keysOf(question, judge);
  const together = rows.map(({ row }) => row.index);
  return rows.map(({ row, sample }, at) => {
    const record = { row, key: keys[at] ?? '', judgement, ...(keepSamples && { sample }) };
    return rows.length === 1 ? record : { ...record, judgement: share(judgement, at), together };
  });
}

/** One row's share of a judgement on several. Tokens and time were spent once, so the first row carries them. */
export function share(
  { reason, detail, rationales, tokens, votes, mass, suspicions, ...judgement }: Judgement,
  at: number,
): Judgement {
  const score = judgement.scores[at] ?? null;
  const why = rationales?.[at];
  const own = suspicions?.find(({ position }) => position === at);
  return {
    ...judgement,
    status: score === null ? 'unscored' : 'scored',
    scores: [score],
    gaps: [judgement.gaps[at] ?? null],
    offScale: judgement.offScale.includes(at) ? [0] : [],
    ...(score === null && { reason: reason ?? 'missing', ...(detail && { detail }) }),
    ...(why && { rationales: [why] }),
    // The order stays that of all of them: the replies can't be read without it.
    ...(votes && { votes: votes.map((vote) => ({ ...vote, scores: [vote.scores[at] ?? null] })) }),
    ...(mass && { mass: [mass[at] ?? null] }),
    ...(own && { suspicions: [{ ...own, position: 0 }] }),
    ...(at === 0 && tokens && { tokens }),
    ms: at === 0 ? judgement.ms : 0,
    notes: [...judgement.notes, `Compared with ${judgement.scores.length - 1} other rows; this is [${at + 1}].`],
  };
}
