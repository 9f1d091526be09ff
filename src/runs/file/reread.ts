import type { Sample } from '../../dataset/sample.ts';
import { judgeAgain } from '../../judging/judge.ts';
import type { Attempt, Judgement, Vote } from '../../judging/judgement.ts';
import { tasks } from '../../judging/tasks.ts';
import { replayModel } from '../batch/replayModel.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import {
  isJudged,
  type JudgedRecord,
  type RunHeader,
  type RunItem,
  type RunOutcome,
  type WrittenRecord,
} from '../run.ts';
import { share } from '../together.ts';
import type { RecordedRun } from './recordedRun.ts';

/** What reading a run's replies anew came to. */
export interface Rereading {
  /** Rows whose replies were read. */
  read: number;
  /** How many rows changed, by how: "unreadable → scored". */
  changes: Map<string, number>;
  /** Judged rows that could not be read: their text is not in the source any more, or their record not in the file. */
  left: number;
}

/** How a run is read anew. */
export interface RereadOptions {
  /** How the run ended before; absent when it was interrupted. It is as complete after as it was before. */
  end?: RunOutcome | undefined;
  signal?: AbortSignal | undefined;
  /** Told of every batch of rows. */
  onProgress?(rereading: Rereading): void;
}

/** Rows whose records are read back in one go. */
const batchRows = 200;

/**
 * Applies the reader of this version to the replies that a run kept: nobody is asked. Yields records of the rows whose
 * verdict changed, to be written to the run (`recordRun`); they count even where they say less than before. `items` are
 * the rows of the source as they are now; a row is known by its content. Without items (a selection) the samples are
 * those that the records carry.
 */
export async function* rereadReplies(
  run: RecordedRun,
  items: AsyncIterable<RunItem> | undefined,
  rereading: Rereading,
  { end, signal, onProgress }: RereadOptions = {},
): AsyncGenerator<readonly WrittenRecord[], RunOutcome> {
  const { columns } = run;
  const done = new Uint8Array(columns.length);
  const changed = new Map<number, string>();
  for await (const batch of batches(items ? judgedRows(columns, items) : selectedRows(columns))) {
    if (signal?.aborted) break;
    const written = await rereadBatch(run, batch, rereading, changed);
    for (const { slot } of batch) done[slot] = 1;
    if (written.length > 0) yield written;
    onProgress?.(rereading);
  }
  for (let slot = 0; slot < done.length; slot++) if (done[slot] !== 1 && hasReplies(columns, slot)) rereading.left++;
  return end ?? { cancelled: false, paused: { reason: 'asked to', detail: '' } };
}

/** Nothing read yet. */
export function noRereading(): Rereading {
  return { read: 0, changes: new Map(), left: 0 };
}

interface JudgedRow {
  slot: number;
  /** Absent where the record carries it. */
  sample?: Sample;
}

/** `changed` tells how the judgements did that were written in the run file at these places. */
async function rereadBatch(
  run: RecordedRun,
  batch: readonly JudgedRow[],
  rereading: Rereading,
  changed: Map<number, string>,
): Promise<WrittenRecord[]> {
  const { columns, header } = run;
  const written: WrittenRecord[] = [];
  const records = await run.records(batch.map(({ slot }) => slot));
  for (const [i, { slot, sample }] of batch.entries()) {
    const record = records[i];
    const known = record && isJudged(record) ? record : undefined;
    const { offset } = columns.place(slot);
    const row = columns.rowOf(slot);
    const key = columns.keyOf(slot);
    let how = changed.get(offset);
    if (how !== undefined) {
      // Identical rows share a judgement: the first was read, the others follow it.
      written.push({ row, key, same: true });
    } else {
      const judgement = known && (await reread(header, known, known.sample ?? sample));
      if (!known || !judgement) {
        rereading.left++;
        continue;
      }
      how = changeText(known.judgement, judgement);
      if (how !== undefined) {
        changed.set(offset, how);
        written.push({ ...known, row, key, judgement, reread: true });
      }
    }
    rereading.read++;
    if (how !== undefined) rereading.changes.set(how, (rereading.changes.get(how) ?? 0) + 1);
  }
  return written;
}

/** Undefined where the row's place among those that it was compared with is not known any more. */
async function reread(
  header: RunHeader,
  { row, together, judgement }: JudgedRecord,
  sample: Sample | undefined,
): Promise<Judgement | undefined> {
  if (!sample) return undefined;
  if (!together) return rereadOne(header, judgement, sample);
  const at = together.indexOf(row.index);
  if (at < 0) return undefined;
  // Who reads the reply needs to know how many instructions there were, not what the others said.
  const instructions = together.map((index) => (index === row.index ? sample.instruction : ''));
  const compared = await rereadOne(header, judgement, { instruction: '', responses: [], instructions });
  if (compared === judgement) return judgement;
  return { ...share(compared, at), ...spent(judgement) };
}

async function rereadOne({ task, options }: RunHeader, judgement: Judgement, sample: Sample): Promise<Judgement> {
  const { attempts, votes } = judgement;
  if (attempts.every(({ raw }) => raw === null)) return judgement;
  const replayed = votes
    ? votes.map((vote, i) => replayedAs(vote, vote.order, attemptsOf(judgement, i)))
    : [replayedAs(judgement, [...tasks[task].items(sample).keys()], attempts)];
  return { ...(await judgeAgain(tasks[task], sample, options, replayed, votes !== undefined)), ...spent(judgement) };
}

function attemptsOf({ attempts }: Judgement, of: number): Attempt[] {
  return attempts.filter(({ vote }) => vote === of);
}

function replayedAs(said: Judgement | Vote, order: readonly number[], attempts: readonly Attempt[]) {
  return { order, attempts, model: replayModel(said, attempts) };
}

/** What asking has cost stays as it was; so does everything that was said. */
function spent({ attempts, model, tokens, ms }: Judgement): Partial<Judgement> {
  return { attempts, model, ms, ...(tokens && { tokens }) };
}

/** "unreadable → scored"; undefined where both say the same. */
function changeText(before: Judgement, after: Judgement): string | undefined {
  if (verdictText(before) === verdictText(after)) return undefined;
  const [from, to] = [before, after].map(({ status, reason }) => reason ?? status);
  return from === to ? `${to}, but not in the same words or numbers` : `${from} → ${to}`;
}

function verdictText(judgement: Judgement): string {
  const { status, scores, gaps, offScale, reason, rationale, rationales, notes, counted, votes, mass } = judgement;
  return JSON.stringify([status, scores, gaps, offScale, reason, rationale, rationales, notes, counted, votes, mass]);
}

function hasReplies(columns: RunColumns, slot: number): boolean {
  return columns.gone[slot] !== 1 && columns.statusOf(slot) !== 'malformed';
}

async function* judgedRows(columns: RunColumns, items: AsyncIterable<RunItem>): AsyncGenerator<JudgedRow> {
  let byHash: Map<string, number> | undefined;
  for await (const item of items) {
    if ('problem' in item) continue;
    const here = columns.slotOf(item.row.index);
    const isHere = here !== undefined && columns.hashOf(here) === item.row.hash;
    byHash ??= isHere ? undefined : slotsByHash(columns);
    const slot = isHere ? here : byHash?.get(item.row.hash);
    if (slot !== undefined && hasReplies(columns, slot)) yield { slot, sample: item.sample };
  }
}

function slotsByHash(columns: RunColumns): Map<string, number> {
  const slots = new Map<string, number>();
  for (let slot = 0; slot < columns.length; slot++)
    if (hasReplies(columns, slot)) slots.set(columns.hashOf(slot), slot);
  return slots;
}

function* selectedRows(columns: RunColumns): Generator<JudgedRow> {
  for (let slot = 0; slot < columns.length; slot++) if (hasReplies(columns, slot)) yield { slot };
}

async function* batches(rows: AsyncIterable<JudgedRow> | Iterable<JudgedRow>): AsyncGenerator<JudgedRow[]> {
  let batch: JudgedRow[] = [];
  for await (const row of rows) {
    if (batch.push(row) < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
