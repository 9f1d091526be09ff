import { ratesInstructions } from '../judging/task.ts';
import { tasks } from '../judging/tasks.ts';
import type { RecordedRun } from '../runs/file/recordedRun.ts';
import { CliProblem } from './cliProblem.ts';
import { loadRun, recordedRun } from './runFileRecords.ts';

/** Opens a run file for reading; its scores are to be about what is said, if anything is. Throws CliProblem. */
export async function openRun(path: string, about?: 'responses' | 'instructions'): Promise<RecordedRun> {
  const { header, columns } = await loadRun(path);
  if (about !== undefined && ratesInstructions(header.task) === (about === 'responses')) {
    const { title } = tasks[header.task];
    const next =
      about === 'responses'
        ? 'Name a run that scored the responses.'
        : 'Name a run of ComplexityScorer, or of DEITA’s complexity scorer.';
    throw new CliProblem(`${path} is a run of ${title}, which does not score ${about}.`, next);
  }
  return recordedRun(path, header, columns);
}
