import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Batch, BatchApi } from '../../../src/models/batchApi.ts';
import type { Failure } from '../../../src/models/model.ts';
import { type FollowedBatch, waitFor } from '../../../src/runs/batch/batchFollow.ts';
import { parseBatchNote } from '../../../src/runs/batch/batchNoteSchema.ts';
import { BatchNotes, packKeys } from '../../../src/runs/batch/batchNotes.ts';
import { hashOf } from './records.ts';

const open = [{ file: 'file-1', at: '', keys: [], id: 'batch_1' }];
const batch = (status: string, isOver: boolean): Batch => ({
  ...{ id: 'batch_1', status, isOver, files: [], requestFile: 'file-1' },
});
const failure = (reason: Failure['reason']): Failure => ({ kind: 'failure', reason, message: '', retryable: false });

/** Waits while the endpoint answers look after look; resolves to the pauses and what was told. */
async function wait(answers: (Batch | Failure)[], signal = new AbortController().signal) {
  const pauses: number[] = [];
  const told: (readonly FollowedBatch[])[] = [];
  const retrieve: BatchApi['retrieve'] = async () => answers.shift() ?? batch('completed', true);
  const looked = await waitFor(open, {
    api: { retrieve } as unknown as BatchApi,
    signal,
    pause: async (ms) => void pauses.push(ms),
    tell: (batches) => told.push(batches),
  });
  return { pauses, told, looked };
}

describe('waiting for batches', () => {
  it('looks less and less often, until they are over', async () => {
    const { pauses, told, looked } = await wait(Array.from({ length: 9 }, () => batch('in_progress', false)));
    assert.deepEqual(pauses.slice(0, 3), [5_000, 7_500, 11_250]);
    assert.equal(pauses.at(-1), 60_000);
    assert.deepEqual([pauses.length, told.length], [9, 9]);
    assert.deepEqual(looked, [{ batch: open[0], state: batch('completed', true) }]);
  });

  it('outlasts a network that goes away, and ends where waiting does not help', async () => {
    assert.equal((await wait([failure('unreachable'), failure('rate limited')])).pauses.length, 2);
    const { pauses, looked } = await wait([failure('wrong key')]);
    assert.deepEqual([pauses, looked[0]?.state], [[], failure('wrong key')]);
  });

  it('ends when cancelled', async () => {
    const cancel = new AbortController();
    cancel.abort();
    const { pauses, looked } = await wait([batch('in_progress', false)], cancel.signal);
    assert.deepEqual([pauses, looked.length], [[], 1]);
  });
});

describe('notes of batches', () => {
  it('say what is under way until it is closed, and read back as they were written', () => {
    const keys = Array.from({ length: 500 }, (_, i) => hashOf(i * 7919));
    const notes = new BatchNotes();
    const take = (note: Parameters<BatchNotes['take']>[0]) => {
      assert.deepEqual(parseBatchNote(JSON.parse(JSON.stringify({ batch: note }))), note);
      notes.take(note);
    };
    take({ file: 'file-1', at: '2026-11-21', keys: packKeys(keys) });
    assert.ok(keys.every((key) => notes.isUnderWay(key)));
    take({ file: 'file-1', at: '2026-11-22', id: 'batch_1' });
    assert.deepEqual(notes.open, [{ file: 'file-1', at: '2026-11-21', keys, id: 'batch_1' }]);
    take({ file: 'file-1', at: '2026-11-23', closed: 'collected' });
    assert.deepEqual([notes.open, keys.some((key) => notes.isUnderWay(key))], [[], false]);
  });

  it('that are none are no notes', () => {
    for (const value of [
      null,
      {},
      { batch: {} },
      { batch: { file: '', at: '' } },
      { batch: { file: 'f', at: '', keys: '*' } },
    ]) {
      assert.equal(parseBatchNote(value), undefined);
    }
  });
});
