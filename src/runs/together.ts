import { contentHash } from '../dataset/hash.ts';
import type { Sample } from '../dataset/sample.ts';
import type { Judge } from '../judging/judge.ts';
import type { Judgement } from '../judging/judgement.ts';
import type { JudgedRecord, RowRef, RunItem } from './run.ts';

/** What is asked in one request: a sample, from one row or from several. */
export interface Question {
  rows: RowRef[];
  sample: Sample;
}

/**
 * The items of a run as questions. ComplexityScorer compares instructions, so those of several rows are taken together;
 * a row with a list of its own, and every other task's row, is a question of its own.
 */
export async function* questions(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  { task, options }: Judge,
): AsyncGenerator<Question | Extract<RunItem, { problem: unknown }>> {
  const size = task.name === 'complexity' ? options.instructionsTogether : 1;
  let open: { row: RowRef; sample: Sample }[] = [];
  for await (const item of items) {
    if ('problem' in item) yield item;
    else if (size <= 1 || item.sample.instructions) yield { rows: [item.row], sample: item.sample };
    else if (open.push(item) === size) {
      yield together(open);
      open = [];
    }
  }
  if (open.length > 0) yield together(open);
}

function together(items: readonly { row: RowRef; sample: Sample }[]): Question {
  const rows = items.map(({ row }) => row);
  const [only] = items;
  if (items.length === 1 && only) return { rows, sample: only.sample };
  return { rows, sample: togetherSample(items.map(({ sample }) => sample)) };
}

/** The sample that several rows' instructions make. */
export function togetherSample(samples: readonly Sample[]): Sample {
  return { instruction: '', responses: [], instructions: samples.map(({ instruction }) => instruction) };
}

/** A question's judgement as records, one a row. */
export function recordsOf({ rows, sample }: Question, judgement: Judgement, judge: Judge): JudgedRecord[] {
  const key = judge.key(sample);
  const [row] = rows;
  if (rows.length === 1 && row) return [{ row, key, judgement }];
  const together = rows.map(({ index }) => index);
  return rows.map((one, at) => ({
    row: one,
    key: contentHash(`${key}/${at}`),
    judgement: share(judgement, at),
    together,
  }));
}

/** One row's share of a judgement on several. Tokens and time were spent once, so the first row carries them. */
function share({ reason, detail, rationales, tokens, ...judgement }: Judgement, at: number): Judgement {
  const score = judgement.scores[at] ?? null;
  const why = rationales?.[at];
  return {
    ...judgement,
    status: score === null ? 'unscored' : 'scored',
    scores: [score],
    gaps: [judgement.gaps[at] ?? null],
    offScale: judgement.offScale.includes(at) ? [0] : [],
    ...(score === null && { reason: reason ?? 'missing', ...(detail && { detail }) }),
    ...(why && { rationales: [why] }),
    ...(at === 0 && tokens && { tokens }),
    ms: at === 0 ? judgement.ms : 0,
    notes: [...judgement.notes, `Compared with ${judgement.scores.length - 1} other rows; this is [${at + 1}].`],
  };
}
