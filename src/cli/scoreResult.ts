import { once } from 'node:events';
import { slotsInOrder } from '../runs/columns/slotOrder.ts';
import { writeExport } from './exportFile.ts';
import { goOnCommand } from './goOnCommand.ts';
import { jsonReport } from './jsonReport.ts';
import type { JudgedFile } from './judgeRows.ts';
import type { KeptRun } from './keptRun.ts';
import { paintFor } from './plainText.ts';
import { titleOf } from './planText.ts';
import { pauseWords } from './reasonText.ts';
import { resultTable, shownRows } from './resultTable.ts';
import type { Scoring } from './scoreRun.ts';
import { notJudged, summaryLines } from './summaryText.ts';
import type { Output, Terminal } from './terminal.ts';

/** Exports the run, and shows it as a table or as JSON. Throws CliProblem. */
export async function showResult(run: JudgedFile, kept: KeptRun, scoring: Scoring, terminal: Terminal): Promise<void> {
  const { args } = scoring;
  const notes = [...endNotes(run, scoring), ...(args.output === undefined ? [] : [`Run file: ${kept.path}`])];
  if (args.exportTo) notes.push(await writeExport(args.exportTo, run, { ...scoring.dataset, ...scoring.input }));
  if (args.json) {
    for (const note of notes) terminal.stderr.write(`${note}\n`);
    await writeAll(terminal.stdout, jsonReport(run));
  } else await writeAll(terminal.stdout, resultText(run, scoring, notes, terminal));
}

/** Why the run is not whole, and the command that goes on with it. */
function endNotes({ outcome }: JudgedFile, { args }: Scoring): string[] {
  const { paused, cancelled } = outcome;
  if (!paused && !cancelled) return [];
  const notes: string[] = [];
  if (paused) {
    const { what, next } = pauseWords(paused);
    notes.push(`Paused. ${what} ${next}`.trimEnd());
  }
  const isKept = args.output !== undefined;
  notes.push(isKept ? `Go on with: ${goOnCommand(args.given)}` : 'The run is not kept: with --output it could go on.');
  return notes;
}

async function* resultText(
  run: JudgedFile,
  { judge }: Scoring,
  notes: readonly string[],
  { stdout }: Terminal,
): AsyncGenerator<string> {
  const paint = paintFor(stdout);
  yield `\n${paint('bold', titleOf(judge))}\n\n`;
  const slots = slotsInOrder(run.columns);
  const records = await run.records([...slots.subarray(0, shownRows)]);
  const table = resultTable(
    records.filter((record) => record !== undefined),
    { width: stdout.columns ?? 120, paint, rows: slots.length, instructions: run.instructions },
  );
  if (table.length > 0) yield `${table.join('\n')}\n\n`;
  for (const line of [...(await summaryLines(run)), ...notes]) yield `${line}\n`;
}

/** Waits for the reader, however slow it is. */
async function writeAll(stream: Output, parts: AsyncIterable<string>): Promise<void> {
  for await (const part of parts) if (!stream.write(part)) await once(stream, 'drain');
}

/**
 * 0: every response has a score (of a sample, of those judged so far). 2: some have none. 3: paused. 130: cancelled, as
 * shells say it of SIGINT.
 */
export function exitStatus(run: JudgedFile, isSample: boolean): number {
  if (run.outcome.cancelled) return 130;
  if (run.outcome.paused) return 3;
  const { scored, rows } = run.columns.totals;
  return scored === rows && (isSample || notJudged(run) === 0) ? 0 : 2;
}
