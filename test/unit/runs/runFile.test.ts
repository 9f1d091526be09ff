import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { RunHeader, RunOutcome, RunRecord } from '../../../src/runs/run.ts';
import { type RunSink, readRun, readRunHeader, recordRun } from '../../../src/runs/runFile.ts';

const header: RunHeader = {
  gavel: 'run',
  version: 1,
  id: 'r1',
  startedAt: '2026-11-21T10:00:00.000Z',
  task: 'quality',
  model: { id: 'm @ http://127.0.0.1/v1', name: 'm' },
  options: defaultOptions,
  source: { name: 'a.jsonl', uri: 'file:///a.jsonl', size: 12 },
};

const record = (index: number, rationale = '好'): RunRecord => ({
  row: { index, line: index + 1, offset: index * 10, length: 9, hash: `h${index}` },
  key: `k${index}`,
  judgement: {
    status: 'scored',
    scores: [3, 1],
    gaps: [null, null],
    offScale: [],
    scale: { min: 1, max: 3 },
    rationale,
    notes: [],
    model: 'm',
    attempts: [{ raw: '[1] Score: 3\n[2] Score: 1', finish: 'stop', ms: 5 }],
    ms: 5,
  },
});
const malformed: RunRecord = {
  row: { index: 2, line: 3, offset: 20, length: 4, hash: 'h2' },
  problem: { reason: 'not json', message: 'Not JSON.', next: 'Correct it.', line: 3, column: 2 },
};

function memory(): RunSink & { text: string; closed: boolean } {
  return {
    text: '',
    closed: false,
    async append(text) {
      this.text += text;
    },
    async close() {
      this.closed = true;
    },
  };
}

async function* from(records: RunRecord[], outcome: RunOutcome): AsyncGenerator<RunRecord, RunOutcome> {
  yield* records;
  return outcome;
}

async function* bytesOf(text: string | Uint8Array): AsyncGenerator<Uint8Array> {
  yield typeof text === 'string' ? new TextEncoder().encode(text) : text;
}

async function written(records: RunRecord[], outcome: RunOutcome = { cancelled: false }): Promise<string> {
  const sink = memory();
  for await (const _ of recordRun(header, from(records, outcome), sink)) assert.ok(sink.text.endsWith('\n'));
  assert.ok(sink.closed);
  return sink.text;
}

async function read(text: string | Uint8Array) {
  const run = await readRun(bytesOf(text));
  if ('reason' in run) throw new Error(run.message);
  return run;
}

describe('a run file', () => {
  it('is read as it was written', async () => {
    const records = [record(1), record(0), malformed];
    const run = await read(await written(records, { cancelled: true }));
    assert.deepEqual(run.header, header);
    assert.deepEqual(run.records, records);
    assert.equal(run.end?.cancelled, true);
    assert.equal(run.damaged, 0);
  });

  it('yields a record only when it is on its way to the disk', async () => {
    const sink = memory();
    const run = recordRun(header, from([record(0)], { cancelled: false }), sink);
    const { value } = await run.next();
    assert.ok(sink.text.includes('"k0"'));
    assert.deepEqual(value, record(0));
    await run.return({ cancelled: true, endedAt: '' });
    assert.ok(sink.closed);
  });

  it('every prefix that has the header is a valid run', async () => {
    const bytes = new TextEncoder().encode(await written([record(0), record(1), malformed]));
    const firstLine = bytes.indexOf(10);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: firstLine, max: bytes.length }), async (length) => {
        const run = await read(bytes.subarray(0, length));
        assert.deepEqual(run.header, header);
        const lines = bytes.subarray(0, length).filter((b) => b === 10).length;
        assert.ok(run.records.length >= Math.min(3, lines - 1));
        assert.ok(run.damaged <= 1);
      }),
    );
  });

  it('of two records of a row the later counts', async () => {
    const run = await read(await written([record(0, 'first'), record(1), record(0, 'second')]));
    assert.deepEqual(
      run.records.map((r) => ('judgement' in r ? r.judgement.rationale : '')),
      ['second', '好'],
    );
  });

  it('damaged and hostile lines are counted, not believed', async () => {
    const hostile = [
      '{"row":{"index":9,"line":1,"offset":0,"length":0,"hash":"h"},"key":"k","judgement":{"status":"scored","scores":["9"]}}',
      '{"row":{"index":-1}}',
      'null',
      '[]',
      '{"__proto__":{"x":1}}',
      'not json',
    ];
    const run = await read((await written([record(0)])) + hostile.join('\n'));
    assert.deepEqual([run.records.length, run.damaged], [1, hostile.length]);
  });

  it('says what else a file is', async () => {
    const reason = async (text: string) => {
      const run = await readRun(bytesOf(text));
      return 'reason' in run ? run.reason : 'a run';
    };
    assert.equal(await reason('{"instruction":"Q"}\n'), 'not a run file');
    assert.equal(await reason(''), 'not a run file');
    assert.equal(await reason('{"gavel":"run","version":2}\n'), 'newer version');
    assert.deepEqual(await readRunHeader(bytesOf(await written([]))), header);
  });
});
