import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { RunSink } from '../runs/runFile.ts';
import { CliProblem } from './cliProblem.ts';

/** A run file being written. `discard` removes it: there was nothing to keep. */
export interface RunFileSink extends RunSink {
  discard(): Promise<void>;
}

/** Makes a new run file, or empties an old one when told to. Throws CliProblem. */
export async function createRunFile(path: string, overwrite: boolean): Promise<RunFileSink> {
  // `x` makes the check and the creation one step; `a` lands every record at the end, whole.
  const explain = (error: unknown): never => {
    throw notWritable(path, error);
  };
  const file = await open(path, overwrite ? 'w' : 'ax').catch(explain);
  return {
    append: (text) => file.appendFile(text).catch(explain),
    close: () => file.close(),
    discard: () => rm(path, { force: true }),
  };
}

/** Writes a whole file or none: readers never see half of it. Throws CliProblem. */
export async function writeWhole(path: string, parts: AsyncIterable<string>): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    const file = await open(partial, 'wx');
    await pipeline(parts, file.createWriteStream());
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw notWritable(path, error);
  }
}

/** Refuses to write where something is already, unless told to; and never over `input`. Throws CliProblem. */
export async function checkTarget(flag: string, path: string, input: string, overwrite: boolean): Promise<void> {
  const [target, source] = await Promise.all([path, input].map((p) => stat(p).catch(() => undefined)));
  if (!target) return;
  if (target.isDirectory()) throw new CliProblem(`${flag} ${path} is a folder.`, 'Name a file.');
  // The same file by another name (a link, another case) is still the same file.
  if (target.ino === source?.ino && target.dev === source.dev) {
    throw new CliProblem(`${flag} ${path} is the dataset itself.`, 'Name another file.');
  }
  if (!overwrite) {
    throw new CliProblem(`${path} exists already.`, 'Name another file, or add --overwrite to replace it.');
  }
}

function notWritable(path: string, error: unknown): unknown {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  if (code === 'EEXIST') return new CliProblem(`${path} exists already.`, 'Name another file, or add --overwrite.');
  if (code === 'ENOENT') return new CliProblem(`There is no folder for ${path}.`, 'Make it first.');
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new CliProblem(`${path} may not be written.`, 'Check the permissions of the file and its folder.');
  }
  return new CliProblem(`${path} can't be written: ${message}.`, 'Check the disk, or name another file.');
}
