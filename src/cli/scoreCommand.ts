import { Spending } from '../runs/spending.ts';
import { openRows } from './dataset.ts';
import { asCliProblem } from './fileProblem.ts';
import { openInput } from './inputFile.ts';
import { makeJudge } from './judgeArguments.ts';
import { type KeptRun, openKeptRun, openPassingRun, peekKeptRun } from './keptRun.ts';
import { checkFree, checkNotInput } from './outputFile.ts';
import { estimateText, planJson } from './planText.ts';
import { runHeader } from './runHeader.ts';
import type { ScoreArguments } from './scoreArguments.ts';
import { estimateOf, type Scoring, scoreRun } from './scoreRun.ts';
import type { Terminal } from './terminal.ts';

/** `gavel score`: judges a file and shows the result. Resolves to the exit status; throws CliProblem. */
export async function score(args: ScoreArguments, terminal: Terminal): Promise<number> {
  const { file, output, exportTo } = args;
  const spending = new Spending(args.price, args.caps);
  const judge = await makeJudge(args, spending, terminal.env);
  const input = await openInput(file);
  const dataset = await openRows(file, input.chunks, args.fields);
  if (output !== undefined) await checkNotInput('--output', output, file);
  if (exportTo) await checkNotInput('--export', exportTo.path, file);
  if (exportTo && !args.overwrite) await checkFree(exportTo.path);

  const header = runHeader(args, judge, input, dataset);
  const scoring: Scoring = { args, judge, input, dataset, spending, header, file };
  if (args.estimate) return showEstimate(scoring, terminal);
  if (output !== undefined) return closing(await openKeptRun(output, args.fresh, scoring), scoring, terminal);
  await using kept = await openPassingRun(header);
  return await closing(kept, scoring, terminal);
}

async function showEstimate(scoring: Scoring, { stdout }: Terminal): Promise<number> {
  const { args, judge } = scoring;
  const isKnown = args.output !== undefined && !args.fresh;
  const columns = isKnown ? await peekKeptRun(args.output ?? '', scoring) : undefined;
  const estimate = await estimateOf(scoring, columns);
  stdout.write(args.json ? planJson(estimate) : `${estimateText(estimate, judge)}\n`);
  return 0;
}

/** Leaves no lock behind, whatever goes wrong. */
async function closing(kept: KeptRun, scoring: Scoring, terminal: Terminal): Promise<number> {
  try {
    return await scoreRun(kept, scoring, terminal);
  } catch (error) {
    throw asCliProblem(error);
  } finally {
    await kept.sink.close();
  }
}
