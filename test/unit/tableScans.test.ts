import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Sample } from '../../src/dataset/sample.ts';
import { RunColumns } from '../../src/runs/columns/runColumns.ts';
import { writtenCells } from '../../src/runs/file/runFile.ts';
import type { RunItem, RunRecord } from '../../src/runs/run.ts';
import type { TableQuery } from '../../src/runs/table/tableQuery.ts';
import { type TableFiles, TableScans } from '../../src/runs/table/tableScans.ts';
import { judged, malformed, rowAt } from './tableRecords.ts';
import { RunFileInMemory } from './tableRunFile.ts';

const query: TableQuery = {
  sort: { by: 'line', descending: false },
  search: '',
  statuses: [],
  reasons: [],
  flags: [],
};

/** A run file and its source, both of which may grow. */
function files(records: readonly RunRecord[]) {
  const file = new RunFileInMemory(records);
  const { columns } = file;
  const state = { rows: [] as RunItem[], version: '1' as string | undefined, sourceReads: 0 };
  const files: TableFiles = {
    run: (from) => file.chunks(from),
    sourceVersion: async () => state.version,
    source: async () => {
      state.sourceReads++;
      return (async function* () {
        yield* state.rows;
      })();
    },
  };
  const scans = new TableScans(columns, files, 1000, () => {});
  const slots = (test: (slot: number) => boolean) => [...Array(columns.length).keys()].filter(test);
  const found = async (asked: Partial<TableQuery>) => {
    await scans.follow({ ...query, ...asked });
    await whole(scans);
    return slots((slot) => scans.mentions(slot));
  };
  return { file, state, scans, slots, found };
}

/** Lets the scans read to the end. */
async function whole(scans: TableScans): Promise<void> {
  for (let turns = 0; scans.searching !== undefined; turns++) {
    if (turns > 10_000) throw new Error('The scan never ends');
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function item(line: number, sample: Partial<Sample> = {}): RunItem {
  return { row: rowAt(line), sample: { instruction: `Instruction ${line}`, responses: ['a'], ...sample } };
}

const records: RunRecord[] = [
  judged(1, [1, 2], { rationale: 'The FIRST is better.' }),
  judged(2, [1, 2], { rationales: ['Short.', null] }),
  judged(3, [null, null], { reason: 'refused', detail: 'I would rather not.' }),
  malformed(4),
  { ...judged(5, [1]), sample: { instruction: '请写一首诗。', responses: ['诗'] } },
];

test('finds words of rationales, of what went wrong, and of instructions', async () => {
  const { found, state } = files(records);
  state.rows = [item(1), item(2, { instruction: 'Write a POEM' })];
  assert.deepEqual(await found({ search: ' first ' }), [0]);
  assert.deepEqual(await found({ search: 'short.' }), [1]);
  assert.deepEqual(await found({ search: 'rather NOT' }), [2]);
  assert.deepEqual(await found({ search: 'not JSON' }), [3]);
  assert.deepEqual(await found({ search: '一首' }), [4]);
  assert.deepEqual(await found({ search: 'poem' }), [1]);
  assert.deepEqual(await found({ search: '"rationale"' }), [], 'JSON around the words is no word');
});

test('finds the same however the file is cut, and whatever it holds besides', async () => {
  const { found, file } = files(records);
  const hostile = '\ufffe not json\n{"judgement":7}\n{"judgement":{"rationale":["first"]}}\nnull\n';
  file.bytes = Buffer.concat([file.bytes, Buffer.from(hostile)]);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 400 }), async (chunk) => {
      file.chunk = chunk;
      await found({ search: '' });
      assert.deepEqual(await found({ search: 'first' }), [0]);
    }),
    { numRuns: 20 },
  );
});

test('reads on where the run has grown, and forgets what was judged anew', async () => {
  const { found, file } = files(records);
  assert.deepEqual(await found({ search: 'better' }), [0]);
  file.append(judged(6, [2], { rationale: 'Much better' }));
  assert.deepEqual(await found({ search: 'better' }), [0, 5]);
  file.append({ ...judged(1, [2, 2], { rationale: 'Worse.' }), reread: true });
  assert.deepEqual(await found({ search: 'better' }), [5]);
});

test('a row is changed when its source has its content nowhere any more', async () => {
  const { scans, slots, state, found } = files([1, 2, 3, 4].map((line) => judged(line, [1, 2])));
  // Line 2 was edited, 3 and 4 have changed places.
  state.rows = [item(1), item(77), item(4), item(3)];
  await scans.follow({ ...query, flags: ['changed'] });
  await whole(scans);
  assert.deepEqual(
    slots((slot) => scans.changed(slot)),
    [1],
  );
  state.rows = [item(2)];
  state.version = '2';
  await found({ flags: ['changed'] });
  assert.deepEqual(
    slots((slot) => scans.changed(slot)),
    [0, 2, 3],
  );
  state.version = undefined;
  await found({ flags: ['changed'] });
  assert.deepEqual(
    slots((slot) => scans.changed(slot)),
    [],
    'a selection has no file that could change',
  );
});

test('a labelled row is one that people said something of, wherever it is by now', async () => {
  const { scans, slots, state, found } = files([1, 2, 3].map((line) => judged(line, [1, 2])));
  state.rows = [item(9), item(1, { labels: { preferred: 0 } }), item(2)];
  await found({ flags: ['labelled'] });
  assert.deepEqual(
    slots((slot) => scans.labelled(slot)),
    [0],
  );
  await found({ flags: ['labelled', 'changed'] });
  await found({});
  await found({ flags: ['changed'] });
  assert.equal(state.sourceReads, 1, 'what is known is not read again');
});

test('among thousands of contents each is found', async () => {
  const columns = new RunColumns();
  const many = Array.from({ length: 5000 }, (_, i) => i + 1);
  for (const line of many) columns.append(writtenCells(judged(line, [1])), { offset: 10 * line, length: 9 });
  const source = async () =>
    (async function* () {
      // Another order, and each twice.
      for (const line of [...many.toReversed(), ...many])
        yield item(line, line % 7 === 0 ? { labels: { tie: true } } : {});
    })();
  const run = async function* () {};
  const scans = new TableScans(columns, { run, source, sourceVersion: async () => '1' }, undefined, () => {});
  await scans.follow({ ...query, flags: ['labelled', 'changed'] });
  await whole(scans);
  for (const line of many) {
    assert.equal(scans.changed(line - 1), false);
    assert.equal(scans.labelled(line - 1), line % 7 === 0);
  }
});

test('files that can not be read end the search', async () => {
  const columns = new RunColumns();
  columns.append(writtenCells(judged(1, [1])), { offset: 0, length: 9 });
  const gone = () => Promise.reject(new Error('gone'));
  // biome-ignore lint/correctness/useYield: it fails before there is anything to give.
  const run = async function* () {
    throw new Error('gone');
  };
  const scans = new TableScans(columns, { run, source: gone, sourceVersion: gone }, 0, () => {});
  await scans.follow({ ...query, search: 'poem', flags: ['changed'] });
  await whole(scans);
  assert.deepEqual([scans.mentions(0), scans.changed(0)], [false, true]);
});
