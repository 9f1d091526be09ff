import { contentHash } from '../../../src/dataset/hash.ts';
import type { LiveRun } from '../../../src/extension/liveRun.ts';
import type { Judgement } from '../../../src/judging/judgement.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import { cellsOf } from '../../../src/runs/columns/recordCells.ts';
import { RunColumns } from '../../../src/runs/columns/runColumns.ts';
import {
  isJudged,
  type JudgedRecord,
  type MalformedRecord,
  type RunHeader,
  type RunRecord,
} from '../../../src/runs/run.ts';

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
  return { row: rowRef(line, text), key: contentHash(`key of ${text}`), judgement: verdict };
}

export function malformed(line: number, text: string): MalformedRecord {
  const problem = { reason: 'not JSON', message: 'Not JSON.', next: 'Correct the row.', line, column: 9 } as const;
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

/** A run that is in memory only: the place of a record is its number. */
export class FakeRun implements Pick<LiveRun, 'id' | 'header' | 'columns' | 'opened' | 'records'> {
  readonly header: RunHeader;
  readonly columns = new RunColumns();
  readonly opened = true;
  state: LiveRun['state'];
  reading: number | undefined;
  end: LiveRun['end'];
  total?: number;
  private readonly written: RunRecord[] = [];

  constructor(from: RunHeader, state: LiveRun['state']) {
    this.header = from;
    this.state = state;
  }

  get id(): string {
    return this.header.id;
  }

  /** The same run, as the surfaces take it. */
  get live(): LiveRun {
    return this as unknown as LiveRun;
  }

  append(...records: readonly RunRecord[]): void {
    for (const record of records) {
      const place = { offset: this.written.push(record) - 1, length: 1 };
      this.columns.append({ cells: cellsOf(record), ...(isJudged(record) && { key: record.key }) }, place);
    }
  }

  async records(slots: readonly number[]): Promise<(RunRecord | undefined)[]> {
    return slots.map((slot) => this.written[this.columns.place(slot).offset]);
  }
}

/** A run with these records. */
export function run(records: readonly RunRecord[], more: { id?: string; state?: LiveRun['state'] } = {}): FakeRun {
  const made = new FakeRun(header({ id: more.id ?? 'run-1' }), more.state ?? 'finished');
  made.append(...records);
  return made;
}
