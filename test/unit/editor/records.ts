import { contentHash } from '../../../src/dataset/hash.ts';
import type { LiveRun } from '../../../src/extension/liveRun.ts';
import type { Judgement } from '../../../src/judging/judgement.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgedRecord, MalformedRecord, RunHeader, RunRecord } from '../../../src/runs/run.ts';

/** A judgement on the scale 1..10, all scored unless told otherwise. */
export function judgement(scores: (number | null)[], more: Partial<Judgement> = {}): Judgement {
  return {
    status: 'scored',
    scores,
    gaps: scores.map((score) => (score === null ? 'missing' : null)),
    offScale: [],
    scale: { min: 1, max: 10 },
    rationale: '',
    notes: [],
    model: 'gpt-4o-2024-08-06',
    attempts: [{ raw: '8 7', ms: 812 }],
    ms: 812,
    ...more,
  };
}

/** A judged row; `line` is 1-based, and the rows before it are taken to be one line each. */
export function judged(line: number, text: string, verdict: Judgement = judgement([8, 7])): JudgedRecord {
  return { row: rowRef(line, text), key: `key of ${text}`, judgement: verdict };
}

export function malformed(line: number, text: string): MalformedRecord {
  const problem = { reason: 'not json', message: 'Not JSON.', next: 'Correct the row.', line, column: 9 } as const;
  return { row: rowRef(line, text), problem };
}

function rowRef(line: number, text: string): RunRecord['row'] {
  return { index: line - 1, line, offset: 0, length: text.length, hash: contentHash(text) };
}

export function header(more: Partial<RunHeader> = {}): RunHeader {
  return {
    gavel: 'run',
    version: 1,
    id: 'run-1',
    startedAt: '2026-01-02T03:04:05.000Z',
    task: 'judgelm',
    model: { id: 'gpt-4o @ http://localhost', name: 'gpt-4o' },
    options: defaultOptions,
    source: { name: 'rows.jsonl', uri: 'file:///rows.jsonl' },
    ...more,
  };
}

/** A run as the store would give it; only what the pure parts look at. */
export function run(
  records: RunRecord[],
  more: { id?: string; state?: LiveRun['state'] } = {},
): LiveRun & { records: RunRecord[] } {
  const { id = 'run-1', state = 'finished' } = more;
  return { id, header: header({ id }), records, state, opened: true } as Partial<LiveRun> as LiveRun & {
    records: RunRecord[];
  };
}
