import { ratesInstructions } from '../../judging/task.ts';
import { tasks } from '../../judging/tasks.ts';
import type { RecordedRun } from '../../runs/file/recordedRun.ts';
import { CliProblem } from '../cliProblem.ts';
import { openInput } from '../inputFile.ts';
import { readRunFile, recordedRun } from '../runFileRecords.ts';

/** Opens a run file for reading; its scores are to be about what is said, if anything is. Throws CliProblem. */
export async function openRun(path: string, about?: 'responses' | 'instructions'): Promise<RecordedRun> {
  await openInput(path);
  const run = await readRunFile(path);
  if ('reason' in run) throw new CliProblem(`${path}: ${run.message}`, run.next);
  const { header, columns } = run;
  if (about !== undefined && ratesInstructions(header.task) === (about === 'responses')) {
    const { title } = tasks[header.task];
    const next = about === 'responses' ? 'Name a run that scored the responses.' : 'Name a run of ComplexityScorer.';
    throw new CliProblem(`${path} is a run of ${title}, which does not score ${about}.`, next);
  }
  return recordedRun(path, header, columns);
}
