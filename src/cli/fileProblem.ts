import { type FileTrouble, NotWritten } from '../node/fileTrouble.ts';
import { CliProblem } from './cliProblem.ts';

/** Trouble with a file as this program tells of it. */
export function fileProblem({ message, next }: FileTrouble): CliProblem {
  return new CliProblem(message, next);
}

/** A failed write at the end of a run, in words. */
export function asCliProblem(error: unknown): unknown {
  return error instanceof NotWritten ? fileProblem(error.trouble) : error;
}
