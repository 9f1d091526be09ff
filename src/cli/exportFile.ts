import type { RowShape } from '../dataset/rowShape.ts';
import { readRows } from '../dataset/rows.ts';
import { readSample } from '../dataset/shapes.ts';
import type { RowSource } from '../runs/export/exportRows.ts';
import type { RecordedRun } from '../runs/file/recordedRun.ts';
import type { Chunks } from '../runs/rows/dataset.ts';
import type { ExportTarget } from './exportTarget.ts';
import { writeWhole } from './outputFile.ts';
import { lineList } from './summaryText.ts';

/** Exports a run over a file, whole or not at all. Resolves to what it did, in words. Throws CliProblem. */
export async function writeExport(
  { path, format }: ExportTarget,
  run: RecordedRun,
  { chunks, shape }: { chunks: Chunks; shape: RowShape },
): Promise<string> {
  const source: RowSource = { rows: readRows(chunks()), read: (row) => readSample(row, shape) };
  const leftOut: number[] = [];
  if (format === 'csv') {
    const { exportCsv } = await import('../runs/export/exportCsv.ts');
    await writeWhole(path, exportCsv(run, source));
  } else {
    const { exportJsonl } = await import('../runs/export/exportJsonl.ts');
    const parts = exportJsonl(run, source, ({ line }) => leftOut.push(line));
    await writeWhole(path, parts);
  }
  return `Exported: ${path}${leftOut.length > 0 ? `, but for what is no row (${lineList(leftOut)})` : ''}`;
}
