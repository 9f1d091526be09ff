import { once } from 'node:events';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Judge } from '../judging/judge.ts';
import { reasonWords } from '../judging/reasonWords.ts';
import type { OpenedDataset } from '../runs/dataset.ts';
import { isJudged, type RunHeader, type RunOutcome } from '../runs/run.ts';
import { CliProblem } from './cliProblem.ts';
import { countRows, mappingWords, openRows } from './dataset.ts';
import { writeExport } from './exportFile.ts';
import { type InputFile, openInput } from './inputFile.ts';
import { jsonReport } from './jsonReport.ts';
import { makeJudge } from './judgeArguments.ts';
import { type JudgedFile, judgeRows } from './judgeRows.ts';
import { checkTarget, createRunFile } from './outputFile.ts';
import { paintFor, plain } from './plainText.ts';
import { resultTable } from './resultTable.ts';
import type { ScoreArguments } from './scoreArguments.ts';
import { inFlags } from './settingFlags.ts';
import { lineList, summaryLines } from './summaryText.ts';
import type { Output, Terminal } from './terminal.ts';

/** `gavel score`: judges a file and shows the result. Resolves to the exit status; throws CliProblem. */
export async function score(args: ScoreArguments, terminal: Terminal): Promise<number> {
  const { file, output, exportTo, overwrite, concurrency } = args;
  const judge = await makeJudge(args, terminal.env);
  const input = await openInput(file);
  const dataset = await openRows(file, input.chunks, args.fields);
  const total = await countRows(input.chunks);
  if (output !== undefined) await checkTarget('--output', output, file, overwrite);
  if (exportTo) await checkTarget('--export', exportTo.path, file, overwrite);

  const say = (line: string) => terminal.stderr.write(`${line}\n`);
  say(
    `${titleOf(judge)}, ${total === 1 ? '1 row' : `${total} rows`} of ${plain(file)} (${dataset.shape.name}: ${mappingWords(dataset.mapping)})`,
  );
  if (args.model === undefined) say('There is no --model, so the offline preview judges. Its scores mean little.');

  const header = runHeader(args, judge, input, dataset);
  const sink = output === undefined ? undefined : await createRunFile(output, overwrite);
  const run = await judgeRows({ header, judge, items: dataset.items(), total, concurrency, sink }, terminal);
  if (run.outcome.stopped && !run.records.some(isJudged)) {
    await sink?.discard();
    throw couldNotJudge(run.outcome.stopped);
  }

  const notes = output === undefined ? [] : [`Run file: ${output}`];
  if (exportTo) {
    const leftOut = await writeExport(exportTo, { header, records: run.records }, { ...dataset, ...input });
    notes.push(
      `Exported: ${exportTo.path}${leftOut.length > 0 ? `, but for what is no row (${lineList(leftOut)})` : ''}`,
    );
  }
  if (args.json) {
    for (const note of notes) say(note);
    await writeAll(terminal.stdout, jsonReport(header, run));
  } else {
    await writeAll(terminal.stdout, resultText(run, judge, notes, terminal));
  }
  return exitStatus(run);
}

function titleOf({ task, model }: Judge): string {
  return `${task.title} · ${plain(model.name)}`;
}

function runHeader(args: ScoreArguments, judge: Judge, { size }: InputFile, { shape }: OpenedDataset): RunHeader {
  const { id, name } = judge.model;
  return {
    gavel: 'run',
    version: 1,
    id: crypto.randomUUID(),
    startedAt: new Date().toISOString(),
    task: judge.task.name,
    model: { id, name },
    options: judge.options,
    source: { name: basename(args.file), uri: sourceUri(args), size },
    shape: shape.name,
    ...(args.fields && { fields: args.fields }),
  };
}

/** A run file tells where its source is from where it lies itself: both can be moved, and no home folder is told. */
function sourceUri({ file, output }: ScoreArguments): string {
  const path = output === undefined ? '' : relative(dirname(resolve(output)), resolve(file));
  // Another drive has no relative path.
  if (path === '' || isAbsolute(path)) return pathToFileURL(resolve(file)).href;
  return `./${path.split(sep).join('/')}`;
}

function couldNotJudge({ reason, detail }: NonNullable<RunOutcome['stopped']>): CliProblem {
  const { what, next } = reasonWords[reason];
  return new CliProblem([what, plain(detail)].filter(Boolean).join(' '), inFlags(next));
}

function* resultText(run: JudgedFile, judge: Judge, notes: readonly string[], { stdout }: Terminal): Generator<string> {
  const paint = paintFor(stdout);
  yield `\n${paint('bold', titleOf(judge))}\n\n`;
  const { records, instructions } = run;
  const table = resultTable(records, { width: stdout.columns ?? 120, paint, instructions });
  if (table.length > 0) yield `${table.join('\n')}\n\n`;
  for (const line of [...summaryLines(run), ...notes]) yield `${line}\n`;
}

/** Waits for the reader, however slow it is. */
async function writeAll(stream: Output, parts: Iterable<string>): Promise<void> {
  for (const part of parts) if (!stream.write(part)) await once(stream, 'drain');
}

/** 0: every response has a score. 2: some have none. 130: cancelled, as shells say it of SIGINT. */
function exitStatus({ outcome, summary, total }: JudgedFile): number {
  if (outcome.cancelled) return 130;
  return summary.scored === total ? 0 : 2;
}
