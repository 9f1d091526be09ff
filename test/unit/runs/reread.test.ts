import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Judgement } from '../../../src/judging/judgement.ts';
import { RunColumns } from '../../../src/runs/columns/runColumns.ts';
import type { RecordedRun } from '../../../src/runs/file/recordedRun.ts';
import { noRereading, rereadReplies } from '../../../src/runs/file/reread.ts';
import { writtenCells } from '../../../src/runs/file/runFile.ts';
import {
  isJudged,
  type RunEnd,
  type RunHeader,
  type RunItem,
  type RunRecord,
  type WrittenRecord,
} from '../../../src/runs/run.ts';
import { hashOf, header, judged, malformed, rowOf, same } from './records.ts';

/** A run in memory: where its file would hold a record is its place in the list. */
function runOf(
  written: WrittenRecord[],
  changes: Partial<RunHeader> = {},
): RecordedRun & { write(r: WrittenRecord): void } {
  const columns = new RunColumns();
  const all: WrittenRecord[] = [];
  const write = (record: WrittenRecord) => {
    columns.append(writtenCells(record), { offset: all.push(record) - 1, length: 1 });
  };
  for (const record of written) write(record);
  const read = (slot: number): RunRecord => ({
    ...(all[columns.place(slot).offset] as RunRecord),
    row: columns.rowOf(slot),
  });
  return { header: { ...header, ...changes }, columns, records: async (slots) => slots.map(read), write };
}

const unreadable = (index: number, raw: string, key?: string) =>
  judged(
    index,
    {
      ...{
        status: 'unscored',
        scores: [null, null],
        gaps: ['missing', 'missing'],
        reason: 'unreadable',
        rationale: '',
      },
      attempts: [{ raw, finish: 'stop', ms: 5 }],
    },
    key,
  );

const item = (index: number, text = index): RunItem => ({
  row: rowOf(index, text),
  sample: { instruction: 'Q', responses: ['A', 'B'] },
});

async function* from(items: RunItem[]): AsyncGenerator<RunItem> {
  yield* items;
}

/** Reads a run again as `recordRun` would drive it: every batch is in the columns before the next is asked for. */
async function reread(run: ReturnType<typeof runOf>, items: RunItem[] | undefined, end?: RunEnd) {
  const rereading = noRereading();
  const records = rereadReplies(run, items && from(items), rereading, { end });
  const written: WrittenRecord[] = [];
  for (;;) {
    const next = await records.next();
    if (next.done)
      return { ...rereading, changes: Object.fromEntries(rereading.changes), written, outcome: next.value };
    for (const record of next.value) run.write(record);
    written.push(...next.value);
  }
}

const judgementOf = (record: WrittenRecord | undefined): Judgement => {
  assert.ok(record && isJudged(record));
  return record.judgement;
};

describe('rereadReplies', () => {
  it('writes what changed, and keeps what was said and what it cost', async () => {
    // What `judged` says of its reply is what is read, but for the rationale.
    const whole = judged(1, { rationale: '', scale: { min: 1, max: 3 } });
    const run = runOf([unreadable(0, '[1] Score: 2\n[2] Score: 3'), whole, malformed(2)]);
    const before = run.columns.totals.tokens.input;
    const { written, read, changes, left } = await reread(run, [item(0), item(1)]);
    assert.deepEqual({ read, changes, left }, { read: 2, changes: { 'unreadable → scored': 1 }, left: 0 });
    assert.equal(written.length, 1);
    const { scores, attempts, tokens, ms, model } = judgementOf(written[0]);
    assert.deepEqual([scores, tokens, ms, model], [[2, 3], { input: 10, output: 2 }, 5, 'm']);
    assert.deepEqual(attempts, [{ raw: '[1] Score: 2\n[2] Score: 3', finish: 'stop', ms: 5 }]);
    assert.equal(run.columns.totals.tokens.input, before, 'it is paid for once');
    assert.equal(run.columns.totals.scored, 2);
  });

  it('counts also where it says less than before', async () => {
    const run = runOf([judged(0, { attempts: [{ raw: 'Both are fine.', finish: 'stop', ms: 5 }] })]);
    const { changes } = await reread(run, [item(0)]);
    assert.deepEqual(changes, { 'scored → unreadable': 1 });
    assert.deepEqual([run.columns.totals.scored, run.columns.totals.unscored], [0, 1]);
  });

  it('reads what came after a reply that could not be read, and says the same of a failure', async () => {
    const attempts: Judgement['attempts'] = [
      { raw: 'Hm.', finish: 'stop', ms: 1 },
      { raw: '[1] Score: 3', finish: 'stop', ms: 1 },
      { raw: null, problem: 'Connection reset.', ms: 1 },
    ];
    const partly: Partial<Judgement> = {
      ...{ status: 'partly scored', scores: [3, null], gaps: [null, 'missing'], reason: 'unreachable', rationale: '' },
      ...{ attempts, counted: 1 },
    };
    const run = runOf([judged(0, partly), judged(1, { ...partly, scores: [null, null], status: 'unscored' })]);
    const { written, changes } = await reread(run, [item(0), item(1)]);
    assert.deepEqual(changes, { 'unreachable, but not in the same words or numbers': 1 });
    const { status, scores, reason, counted } = judgementOf(written[0]);
    assert.deepEqual([status, scores, reason, counted], ['partly scored', [3, null], 'unreachable', 1]);
  });

  it('keeps a refusal that the endpoint gave in its own words', async () => {
    const refused = { ...unreadable(0, ''), judgement: { ...unreadable(0, '').judgement, reason: 'refused' as const } };
    assert.deepEqual((await reread(runOf([refused]), [item(0)])).written, []);
  });

  it('changes nothing where no reply came', async () => {
    const { judgement } = unreadable(0, '');
    const failed: Judgement = { ...judgement, reason: 'timed out', attempts: [{ raw: null, problem: 'late', ms: 1 }] };
    const { counted: _, ...rest } = failed;
    const { written, read } = await reread(runOf([judged(0, rest)]), [item(0)]);
    assert.deepEqual([written, read], [[], 1]);
  });

  it('takes identical rows along, and rows that moved', async () => {
    const key = hashOf(7);
    const run = runOf([unreadable(0, '[1] Score: 2\n[2] Score: 3', key), same(1, key), same(300, key)]);
    const items = [item(5, 0), ...Array.from({ length: 299 }, (_, i) => item(1000 + i)), item(1), item(300)];
    const { written, changes } = await reread(run, items);
    assert.deepEqual(
      written.map((record) => [record.row.index, 'same' in record]),
      [
        [0, false],
        [1, true],
        [300, true],
      ],
    );
    assert.deepEqual(changes, { 'unreadable → scored': 3 });
    assert.equal(run.columns.totals.scored, 3);
  });

  it('leaves rows alone whose text is not in the source any more', async () => {
    const run = runOf([unreadable(0, '[1] Score: 2\n[2] Score: 3'), unreadable(1, '[1] Score: 2\n[2] Score: 3')]);
    const { written, left } = await reread(run, [item(0, 99), item(1)]);
    assert.deepEqual([written.map(({ row }) => row.index), left], [[1], 1]);
  });

  it('needs no source for a selection', async () => {
    const sample = { instruction: 'Q', responses: ['A', 'B'] };
    const run = runOf([{ ...unreadable(0, '[1] Score: 2\n[2] Score: 3'), sample }]);
    const { written } = await reread(run, undefined);
    assert.deepEqual(judgementOf(written[0]).scores, [2, 3]);
  });

  it('gives each row of a comparison its own share', async () => {
    const raw = '[1] Score: 1\n[2] Score: 4';
    const shared = (index: number) => ({
      ...unreadable(index, raw),
      judgement: {
        ...unreadable(index, raw).judgement,
        scores: [null],
        gaps: ['missing' as const],
        scale: { min: 1, max: 3 },
      },
      together: [0, 1],
    });
    const run = runOf([shared(0), shared(1)], { task: 'complexity' });
    const { written } = await reread(run, [item(0), item(1)]);
    assert.deepEqual(
      written.map((record) => judgementOf(record)).map(({ scores, offScale, scale }) => [scores, offScale, scale.max]),
      [
        [[1], [], 3],
        [[4], [0], 3],
      ],
    );
  });

  it('leaves the run as complete as it was', async () => {
    const end = { cancelled: false, endedAt: '', rows: 1 };
    assert.deepEqual((await reread(runOf([]), [], end)).outcome, end);
    const interrupted = await reread(runOf([]), []);
    assert.deepEqual(interrupted.outcome, { cancelled: false, paused: { reason: 'asked to', detail: '' } });
  });
});
