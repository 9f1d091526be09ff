import { basename } from 'node:path';
import type { Judge } from '../judging/judge.ts';
import type { OpenedDataset } from '../runs/rows/dataset.ts';
import { judgeNames, type RunHeader } from '../runs/run.ts';
import { sourceUri } from './fileSource.ts';
import type { InputFile } from './inputFile.ts';
import type { ScoreArguments } from './scoreArguments.ts';

/** The header of a new run over a file. */
export function runHeader(
  args: ScoreArguments,
  judge: Judge,
  { size }: InputFile,
  { shape }: OpenedDataset,
): RunHeader {
  return {
    gavel: 'run',
    version: 1,
    id: crypto.randomUUID(),
    startedAt: new Date().toISOString(),
    task: judge.task.name,
    ...judgeNames(judge),
    options: judge.options,
    source: { name: basename(args.file), uri: sourceUri(args.file, args.output), size },
    shape: shape.name,
    ...(args.fields && { fields: args.fields }),
  };
}
