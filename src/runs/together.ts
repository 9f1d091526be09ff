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

/**
 * The items of a run as questions. ComplexityScorer compares instructions, so those of several rows are taken together;
 * a row with a list of its own, and every other task's row, is a question of its own.
 */
export async function* questions(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  { task, options }: Judge,
): AsyncGenerator<Question | Extract<RunItem, { problem: unknown }>> {
  const size = task.name === 'complexity' ? options.instructionsTogether : 1;
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

/** A question's judgement as records, one a row; each with its own sample where that is to be kept. */
export function recordsOf(
  { rows, sample: asked }: Question,
  judgement: Judgement,
  judge: Judge,
  keepSamples: boolean,
): JudgedRecord[] {
  const key = judge.key(asked);
  const together = rows.map(({ row }) => row.index);
  return rows.map(({ row, sample }, at) => {
    const kept = keepSamples ? { sample } : {};
    if (rows.length === 1) return { row, key, judgement, ...kept };
    return { row, key: contentHash(`${key}/${at}`), judgement: share(judgement, at), ...kept, together };
  });
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
