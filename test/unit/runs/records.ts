import { defaultOptions } from '../../../src/judging/options.ts';
import type { RunSink } from '../../../src/runs/file/runFile.ts';
import type { JudgedRecord, MalformedRecord, RunHeader, SameRecord } from '../../../src/runs/run.ts';

/** A header as any run may have it. */
export const header: RunHeader = {
  gavel: 'run',
  version: 1,
  id: 'r1',
  startedAt: '2026-11-21T10:00:00.000Z',
  task: 'quality',
  model: { id: 'm @ http://127.0.0.1/v1', name: 'm' },
  options: defaultOptions,
  source: { name: 'a.jsonl', uri: 'file:///a.jsonl', size: 12 },
};

/** A hash or key as content hashes are, told by a number. */
export const hashOf = (number: number) => number.toString(16).padStart(32, '0');

/** Where row `index` was, with a text that `text` stands for. */
export const rowOf = (index: number, text = index) => ({
  ...{ index, line: index + 1, offset: index * 10, length: 9 },
  hash: hashOf(1000 + text),
});

/** A record of row `index` that scored 3 and 1 of 3 (1 and 0 normalised), unless `judgement` says otherwise. */
export function judged(
  index: number,
  judgement: Partial<JudgedRecord['judgement']> = {},
  key = hashOf(index),
): JudgedRecord {
  return {
    row: rowOf(index),
    key,
    judgement: {
      status: 'scored',
      scores: [3, 1],
      gaps: [null, null],
      offScale: [],
      scale: { min: 1, max: 3 },
      rationale: '好',
      notes: [],
      model: 'm',
      attempts: [{ raw: '[1] Score: 3\n[2] Score: 1', finish: 'stop', ms: 5 }],
      counted: 0,
      tokens: { input: 10, output: 2 },
      ms: 5,
      ...judgement,
    },
  };
}

/** A record of row `index` that has no scores. */
export function unscored(index: number, key?: string): JudgedRecord {
  const gaps: ('missing' | null)[] = ['missing', 'missing'];
  return judged(index, { status: 'unscored', scores: [null, null], gaps, reason: 'server error', rationale: '' }, key);
}

/** A record of row `index` that is no sample. */
export function malformed(index: number): MalformedRecord {
  const problem = { reason: 'not JSON', message: 'Not JSON.', next: 'Correct it.', line: index + 1, column: 2 };
  return { row: rowOf(index), problem };
}

/** Says that row `index` has the judgement under `key`. */
export function same(index: number, key: string): SameRecord {
  return { row: rowOf(index), key, same: true };
}

/** A run file in memory; `fails` makes the n-th append (from 0) reject. */
export function memorySink(start = '', fails = Number.POSITIVE_INFINITY): RunSink & { text: string; closed: boolean } {
  let appends = 0;
  return {
    text: start,
    closed: false,
    get size() {
      return Buffer.byteLength(this.text);
    },
    async append(lines) {
      if (appends++ >= fails) throw new Error('The disk is full.');
      this.text += Buffer.from(lines).toString();
    },
    async close() {
      this.closed = true;
    },
  };
}
