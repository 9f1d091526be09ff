import { batchRefusal } from '../../runs/batch/batchRequests.ts';
import type { OpenedDataset } from '../../runs/rows/dataset.ts';
import { Spending } from '../../runs/spending.ts';
import { CliProblem } from '../cliProblem.ts';
import { openRows } from '../dataset.ts';
import { openInput } from '../inputFile.ts';
import { makeJudge } from '../judgeArguments.ts';
import type { RunWanted } from '../keptRun.ts';
import { checkNotInput } from '../outputFile.ts';
import { runHeader } from '../runHeader.ts';
import { inFlags } from '../settingFlags.ts';
import type { SendArguments } from './batchArguments.ts';

/** What is to be asked by batch: the same run as `gavel score` would make of the same arguments. */
export interface BatchPlan extends RunWanted {
  dataset: OpenedDataset;
}

/** Opens the dataset and makes the judge; nothing is sent or written. Throws CliProblem. */
export async function planBatch({ score, run }: SendArguments, env: NodeJS.ProcessEnv): Promise<BatchPlan> {
  const { file, fields } = score;
  const judge = await makeJudge(score, new Spending(), env);
  const refusal = batchRefusal(judge);
  if (refusal) throw new CliProblem(refusal.message, inFlags(refusal.next));
  const input = await openInput(file);
  const dataset = await openRows(file, input.chunks, fields);
  await checkNotInput('--output', run, file);
  return { judge, dataset, file, header: runHeader(score, judge, input, dataset) };
}
