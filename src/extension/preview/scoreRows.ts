import type { Judge } from '../../judging/judge.ts';
import type { Judgement } from '../../judging/judgement.ts';
import { RunColumns } from '../../runs/columns/runColumns.ts';
import { writtenCells } from '../../runs/file/runFile.ts';
import { isJudged, type RunItem, type RunOutcome } from '../../runs/run.ts';
import { judgeItems } from '../../runs/runner.ts';
import type { Spending } from '../../runs/spending.ts';
import type { ScoredRow } from './scoresText.ts';

/** Rows to judge without a run file, for a look at what a judge makes of them. */
export interface FewRows {
  items: readonly RunItem[];
  judge: Judge;
  spending: Spending;
  concurrency: number;
  signal: AbortSignal;
  /** Called with how many are judged. */
  judged(rows: number): void;
}

/** Judges a few rows, in memory. */
export async function scoreRows(of: FewRows): Promise<{ rows: ScoredRow[]; outcome: RunOutcome }> {
  const { items, judge, spending, concurrency, signal, judged } = of;
  const columns = new RunColumns();
  const byKey = new Map<string, Judgement>();
  const keyOfRow = new Map<number, string>();
  const records = judgeItems(items, judge, { concurrency, columns, spending, signal });
  for (;;) {
    const next = await records.next();
    if (next.done) return { rows: items.flatMap((item) => rowOf(item)), outcome: next.value };
    for (const record of next.value) {
      columns.append(writtenCells(record), { offset: 0, length: 0 });
      if (!('key' in record)) continue;
      keyOfRow.set(record.row.index, record.key);
      if (isJudged(record)) byKey.set(record.key, record.judgement);
    }
    judged(keyOfRow.size);
  }

  function rowOf(item: RunItem): ScoredRow[] {
    if (!('sample' in item)) return [];
    const { index, line } = item.row;
    const judgement = byKey.get(keyOfRow.get(index) ?? '');
    return [{ line, instruction: item.sample.instruction, judgement }];
  }
}
