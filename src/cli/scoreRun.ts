import type { RunColumns } from '../runs/columns/runColumns.ts';
import { estimateRun, type RunEstimate } from '../runs/plan/estimate.ts';
import type { OpenedDataset } from '../runs/rows/dataset.ts';
import type { Spending } from '../runs/spending.ts';
import { likedCanaries } from '../runs/trust/canaryFindings.ts';
import { CliProblem } from './cliProblem.ts';
import { mappingWords } from './dataset.ts';
import type { InputFile } from './inputFile.ts';
import { judgeRows } from './judgeRows.ts';
import type { KeptRun, RunWanted } from './keptRun.ts';
import { counted } from './numberWords.ts';
import { plain } from './plainText.ts';
import { estimateText, titleOf } from './planText.ts';
import { pauseWords } from './reasonText.ts';
import type { ScoreArguments } from './scoreArguments.ts';
import { exitStatus, showResult } from './scoreResult.ts';
import type { Terminal } from './terminal.ts';

/** What is scored, once it is known that it can be. */
export interface Scoring extends RunWanted {
  args: ScoreArguments;
  input: InputFile;
  dataset: OpenedDataset;
  spending: Spending;
}

/** Says what will be asked, asks it, and shows what came of it. Resolves to the exit status; throws CliProblem. */
export async function scoreRun(kept: KeptRun, scoring: Scoring, terminal: Terminal): Promise<number> {
  const { args, judge, dataset, spending } = scoring;
  const estimate = await estimateOf(scoring, kept.columns);
  for (const line of planLines(kept, estimate, scoring)) terminal.stderr.write(`${line}\n`);

  const { sample, concurrency, retryUnscored, canary } = args;
  const plan = {
    ...{ judge, spending, concurrency, canary, total: estimate.rows, whole: !sample },
    ...(retryUnscored && { only: 'unscored' as const }),
    items: sample ? estimate.sample : dataset.items(),
    wanted: sample ? rowsWith(kept.columns, estimate) : estimate.rows,
  };
  const run = await judgeRows(kept, plan, terminal);
  const { scored, partlyScored, unscored } = run.columns.totals;
  if (run.outcome.paused && kept.isNew && scored + partlyScored + unscored === 0) {
    await kept.discard();
    const { what, next } = pauseWords(run.outcome.paused);
    throw new CliProblem(what, next);
  }
  await showResult(run, kept, scoring, terminal);
  for (const kind of likedCanaries(run.columns)) terminal.stderr.write(`${canaryWords(kind)}\n`);
  return exitStatus(run, sample !== undefined);
}

function canaryWords(kind: string): string {
  return `Take care: this judge scores ${kind} responses above a quarter of the real ones. See gavel trust.`;
}

/** What would be asked now. */
export async function estimateOf(scoring: Scoring, columns: RunColumns | undefined): Promise<RunEstimate> {
  const { args, judge, dataset } = scoring;
  const { price, sample, retryUnscored, canary } = args;
  const estimate = await estimateRun({
    ...{ items: dataset.items(), judge, columns, price, sample, canary },
    ...(retryUnscored && { only: 'unscored' as const }),
  });
  if (!estimate) throw new CliProblem('The estimate was cancelled.', 'Start again.');
  return estimate;
}

/** Rows that the run has once those of the sample are judged too. */
function rowsWith(columns: RunColumns, { sample }: RunEstimate): number {
  return columns.totals.rows + sample.filter(({ row }) => columns.slotOf(row.index) === undefined).length;
}

function planLines(kept: KeptRun, estimate: RunEstimate, { args, judge, dataset }: Scoring): string[] {
  const { file, sample } = args;
  const lines = [
    `${titleOf(judge)}, ${counted(estimate.rows, 'row')} of ${plain(file)} (${dataset.shape.name}: ${mappingWords(dataset.mapping)})`,
  ];
  if (args.model === undefined)
    lines.push('There is no --model, so the offline preview judges. Its scores mean little.');
  if (!kept.isNew) lines.push(`Going on with ${kept.path}.`);
  if (kept.before !== undefined) lines.push(`The run before is kept as ${kept.before}.`);
  lines.push(estimateText(estimate, judge));
  if (sample) lines.push(`Of these, ${counted(estimate.sample.length, 'row')} drawn at random (seed ${sample.seed}).`);
  return lines;
}
