import { contentHash } from '../../src/dataset/hash.ts';
import type { RowProblem } from '../../src/dataset/problem.ts';
import type { Row } from '../../src/dataset/rows.ts';
import type { Sample } from '../../src/dataset/sample.ts';
import type { Judgement } from '../../src/judging/judgement.ts';
import { defaultOptions } from '../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../src/judging/task.ts';
import { RunColumns } from '../../src/runs/columns/runColumns.ts';
import type { RowSource } from '../../src/runs/export/exportRows.ts';
import type { RecordedRun } from '../../src/runs/file/recordedRun.ts';
import { writtenCells } from '../../src/runs/file/runFile.ts';
import type { JudgedRecord, RunRecord } from '../../src/runs/run.ts';

/** A judgement of `scores` on QualityScorer's scale, as a clean reply gives it; `changes` bend it. */
export function judgementOf(scores: (number | null)[], changes: Partial<Judgement> = {}): Judgement {
  const raw = scores.map((score, i) => `[${i + 1}] Score: ${score}`).join('\n');
  return {
    status: 'scored',
    scores,
    gaps: scores.map(() => null),
    offScale: [],
    scale: { min: 1, max: scores.length + 1 },
    rationale: '',
    notes: [],
    model: 'judge-small',
    attempts: [{ raw, ms: 5 }],
    counted: 0,
    ms: 5,
    ...changes,
  };
}

/** A run of these records; where a run file would hold a record is its place in the list. */
export function runOf(
  records: readonly RunRecord[],
  task: TaskName = 'quality',
  options: Partial<JudgeOptions> = {},
): RecordedRun {
  const columns = new RunColumns();
  for (const [offset, record] of records.entries()) columns.append(writtenCells(record), { offset, length: 1 });
  return {
    header: {
      gavel: 'run',
      version: 1,
      id: 'run-1',
      startedAt: '2025-01-02T03:04:05.000Z',
      task,
      model: { id: 'judge-small @ http://127.0.0.1/v1', name: 'judge-small' },
      options: { ...defaultOptions, ...options },
      source: { name: 'rows.jsonl' },
    },
    columns,
    records: async (slots) => slots.map((slot) => records[columns.place(slot).offset]),
  };
}

/** A record of the row with this text. */
export function recordOf(text: string, judgement: Judgement, index = 0): JudgedRecord {
  const row = { index, line: index + 1, offset: 0, length: text.length, hash: contentHash(text) };
  return { row, key: contentHash(`asked of row ${index}`), judgement };
}

/** Lines as a file's rows; a sample is read from `instruction` and `responses`. */
export function sourceOf(lines: readonly string[]): RowSource {
  return { rows: rowsOf(lines), read: readPlainSample };
}

async function* rowsOf(lines: readonly string[]): AsyncGenerator<Row> {
  for (const [index, text] of lines.entries()) yield { index, line: index + 1, offset: 0, length: text.length, text };
}

function readPlainSample({ text, line }: Row): Sample | RowProblem {
  const problem = (reason: RowProblem['reason']) => ({ reason, message: 'm', next: 'n', line, column: 1 });
  try {
    const row: unknown = JSON.parse(text);
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return problem('not an object');
    if (!('instruction' in row && 'responses' in row)) return problem('no responses');
    return row as unknown as Sample;
  } catch {
    return problem('not JSON');
  }
}

export async function textOf(parts: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}
