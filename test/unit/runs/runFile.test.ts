import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RunColumns } from '../../../src/runs/columns/runColumns.ts';
import { type Recording, recordRun } from '../../../src/runs/file/runFile.ts';
import { RunReader, readRun } from '../../../src/runs/file/runReader.ts';
import { readRecords } from '../../../src/runs/file/runRecords.ts';
import {
  isJudged,
  type PlacedRecord,
  type RunOutcome,
  type RunRecord,
  type WrittenRecord,
} from '../../../src/runs/run.ts';
import { hashOf, header, judged, malformed, memorySink, rowOf, same, unscored } from './records.ts';

async function* from(
  batches: readonly (readonly WrittenRecord[])[],
  outcome: RunOutcome = { cancelled: false },
): AsyncGenerator<readonly WrittenRecord[], RunOutcome> {
  yield* batches;
  return outcome;
}

async function* chunksOf(bytes: Uint8Array, size = bytes.length): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += Math.max(1, size)) yield bytes.slice(at, at + Math.max(1, size));
}

/** Records to a file, and what was yielded. */
async function recorded(recording: Partial<Recording> & Pick<Recording, 'records' | 'sink'>) {
  const placed: PlacedRecord[] = [];
  const run = recordRun({ columns: new RunColumns(), ...recording });
  for (;;) {
    const next = await run.next();
    if (next.done) return { placed, end: next.value };
    placed.push(...next.value);
  }
}

async function written(records: readonly WrittenRecord[], outcome?: RunOutcome): Promise<string> {
  const sink = memorySink();
  await recorded({ records: from([records], outcome), sink, header });
  assert.ok(sink.closed);
  return sink.text;
}

async function read(text: string | Uint8Array, chunk?: number) {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const run = await readRun(chunksOf(bytes, chunk));
  if ('reason' in run) throw new Error(run.message);
  return run;
}

/** Everything that a run says, row by row, read back from its bytes. */
async function rowsOf(text: string | Uint8Array): Promise<Map<number, RunRecord | undefined>> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  const { columns } = await read(bytes);
  const slots = Array.from({ length: columns.length }, (_, slot) => slot).filter((slot) => columns.gone[slot] !== 1);
  const records = await readRecords(columns, slots, async (offset, length) => bytes.subarray(offset, offset + length));
  return new Map(slots.map((slot, i) => [columns.indexOf(slot), records[i]]));
}

describe('a run file', () => {
  it('is read as it was written, in chunks of any size', async () => {
    const records = [judged(1), judged(0), malformed(2)];
    const text = await written(records, { cancelled: true });
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: text.length }), async (chunk) => {
        const run = await read(text, chunk);
        assert.deepEqual(run.header, header);
        assert.equal(run.end?.cancelled, true);
        assert.deepEqual([run.damaged, run.columns.length], [0, 3]);
      }),
    );
    assert.deepEqual([...(await rowsOf(text)).values()], records);
  });

  it('yields records when they are on their way to the disk and in the columns, and tells where', async () => {
    const sink = memorySink();
    const columns = new RunColumns();
    const run = recordRun({ records: from([[judged(0), judged(1)], [malformed(2)]]), sink, columns, header });
    const { value } = await run.next();
    assert.ok(Array.isArray(value));
    assert.deepEqual([columns.length, value.length], [2, 2]);
    for (const { record, offset, length } of value as PlacedRecord[]) {
      assert.deepEqual(
        JSON.parse(
          Buffer.from(sink.text)
            .subarray(offset, offset + length)
            .toString(),
        ),
        record,
      );
    }
    await run.return({ cancelled: true, endedAt: '' });
    assert.ok(sink.closed);
  });

  it('every prefix that has the header is a valid run, and says what its whole lines say', async () => {
    const records = [judged(0), judged(1), same(2, hashOf(0)), malformed(3), judged(0, { rationale: 'later' })];
    const bytes = Buffer.from(await written(records));
    const firstLine = bytes.indexOf(10);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: firstLine + 1, max: bytes.length }), async (length) => {
        const prefix = bytes.subarray(0, length);
        const lines = prefix.filter((byte) => byte === 10).length;
        const run = await read(prefix);
        assert.deepEqual([run.header, run.damaged], [header, 0]);
        assert.equal(run.columns.length, Math.min(4, lines - 1));
        assert.equal(run.end !== undefined, length === bytes.length);
        for (const record of (await rowsOf(prefix)).values()) assert.ok(record);
      }),
    );
  });

  it('records in any order say the same, the last of a row aside', async () => {
    const records = [judged(0), judged(1), same(2, hashOf(0)), same(3, hashOf(1)), malformed(4), unscored(5)];
    const expected = new Map([...(await rowsOf(await written(records)))].sort(([a], [b]) => a - b));
    await fc.assert(
      fc.asyncProperty(fc.shuffledSubarray(records, { minLength: records.length }), async (shuffled) => {
        const rows = new Map([...(await rowsOf(await written(shuffled)))].sort(([a], [b]) => a - b));
        assert.deepEqual(rows, expected);
      }),
    );
  });

  it('goes on after a torn line, and is read on from where it had grown to', async () => {
    const whole = await written([judged(0), judged(1)]);
    const torn = whole.slice(0, whole.indexOf('"end"') - 30);
    const reader = new RunReader();
    reader.push(Buffer.from(torn));
    assert.equal(reader.columns.length, 1);
    const sink = memorySink(`${torn}\n`);
    const { end } = await recorded({ records: from([[judged(1), judged(2)]]), sink, columns: reader.columns });
    const run = await read(sink.text);
    assert.deepEqual([run.columns.length, run.damaged, run.end], [3, 1, end]);
    const grown = new RunReader();
    grown.push(Buffer.from(torn));
    grown.push(Buffer.from(sink.text).subarray(grown.size));
    assert.deepEqual([grown.columns.length, grown.end], [3, end]);
  });

  it('records after an end take the end back, and an end says how many rows there are', async () => {
    const text = await written([judged(0), judged(1), judged(2)], { cancelled: false, rows: 2 });
    const run = await read(text);
    assert.deepEqual([run.columns.totals.rows, run.columns.length, run.end?.rows], [2, 3, 2]);
    const again = await read(`${text}${JSON.stringify(judged(2))}\n`);
    assert.deepEqual([again.columns.totals.rows, again.end], [3, undefined]);
  });

  it('that can not be written pauses the run, and what it did not take is not shown', async () => {
    for (const [fails, shown] of [
      [0, 0],
      [1, 0],
      [2, 1],
    ] as const) {
      const sink = memorySink('', fails);
      const { placed, end } = await recorded({ records: from([[judged(0)], [judged(1)]]), sink, header });
      assert.deepEqual(
        [placed.length, end.paused?.reason, end.paused?.detail],
        [shown, 'not written', 'The disk is full.'],
      );
      assert.ok(sink.closed);
    }
  });

  it('damaged and hostile lines are counted, not believed', async () => {
    const row = `"row":${JSON.stringify(rowOf(9))}`;
    const hostile = [
      `{${row},"key":"k","judgement":{"status":"scored","scores":["9"],"scale":{"min":1,"max":2},"notes":[],"ms":1}}`,
      `{${row},"key":"k","judgement":{"status":"scored","scores":[9],"scale":{"min":2,"max":1},"notes":[],"ms":1}}`,
      `{${row},"key":"k","judgement":{"status":"fine","scores":[1],"scale":{"min":1,"max":2},"notes":[],"ms":1}}`,
      `{${row},"key":"k","judgement":{"status":"unscored","scores":[2],"scale":{"min":1,"max":2},"notes":[],"ms":1}}`,
      `{${row},"key":"k","judgement":{"status":"scored","scores":[null],"scale":{"min":1,"max":2},"notes":[],"ms":1}}`,
      `{${row},"key":"k","judgement":{"status":"scored","scores":[],"scale":{"min":1,"max":2},"notes":[],"ms":1}}`,
      `{${row},"key":"k","judgement":{"status":"scored","scores":[1],"scale":{"min":-1e308,"max":1e308},"notes":[],"ms":1}}`,
      `{${row},"problem":{"reason":"made up"}}`,
      `{"row":{"index":1e15,"line":1,"offset":0,"length":0,"hash":"h"},"problem":{"reason":"x"}}`,
      '{"row":{"index":-1}}',
      'null',
      '[]',
      '{"__proto__":{"x":1}}',
      'not JSON',
      '{"end":{"endedAt":5}}',
    ];
    const run = await read(`${await written([judged(0)])}${hostile.join('\n')}\n`);
    assert.deepEqual([run.columns.length, run.damaged], [1, hostile.length]);
  });

  it('rows that wait for one judgement, however many, take no time that grows with their square', async () => {
    const waiting = Array.from({ length: 100_000 }, (_, index) => same(index + 1, hashOf(0)));
    const started = performance.now();
    const run = await read(await written([...waiting, judged(0)]));
    assert.equal(run.columns.totals.scored, 100_001);
    assert.ok(performance.now() - started < 15_000);
  });

  it('more scores than 16 bits count leave the totals true', async () => {
    const many = Array.from({ length: 70_000 }, () => 3);
    const gaps = many.map(() => null);
    const run = await read(await written([judged(0, { scores: many, gaps }), judged(0, {}, hashOf(5))]));
    assert.deepEqual([run.columns.totals.scores, run.columns.totals.mean], [2, 0.5]);
  });

  it('rows judged together are told by where they are now, each at its place among them', async () => {
    const group = [judged(1), judged(2), judged(3)].map((record) => ({ ...record, together: [1, 2, 3] }));
    const moved = group.map(({ key }, at) => same(at, key));
    const rows = await rowsOf(await written([malformed(0), ...group, ...moved], { cancelled: false, rows: 3 }));
    assert.deepEqual(
      [...rows.values()].flatMap((record) => (record && isJudged(record) ? [record.together] : [])),
      [
        [0, 1, 2],
        [0, 1, 2],
        [0, 1, 2],
      ],
    );
  });

  it('a record whose texts are not what they should be is not read back', async () => {
    const damaged = { ...judged(0), judgement: { ...judged(0).judgement, rationale: 7 } };
    const rows = await rowsOf(`${await written([])}${JSON.stringify(damaged)}\n`);
    assert.deepEqual([...rows], [[0, undefined]]);
  });

  it('says what else a file is', async () => {
    const reason = async (text: string) => {
      const run = await readRun(chunksOf(Buffer.from(text)));
      return 'reason' in run ? run.reason : 'a run';
    };
    assert.equal(await reason('{"instruction":"Q"}\n'), 'not a run file');
    assert.equal(await reason(''), 'not a run file');
    assert.equal(await reason('{"gavel":"run","version":2}\n'), 'newer version');
  });
});
