import { open, rename, rm, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { fileTrouble } from '../node/fileTrouble.ts';
import { CliProblem } from './cliProblem.ts';
import { fileProblem } from './fileProblem.ts';

/** Writes a whole file or none: readers never see half of it. Throws CliProblem. */
export async function writeWhole(path: string, parts: AsyncIterable<string>): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    const file = await open(partial, 'wx');
    await pipeline(parts, file.createWriteStream());
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw (error as NodeJS.ErrnoException).code === undefined ? error : fileProblem(fileTrouble(path, error));
  }
}

/** Refuses to write over `input`, by whatever name, or into a folder. Throws CliProblem. */
export async function checkNotInput(flag: string, path: string, input: string): Promise<void> {
  const [target, source] = await Promise.all([path, input].map((p) => stat(p).catch(() => undefined)));
  if (target?.isDirectory()) throw new CliProblem(`${flag} ${path} is a folder.`, 'Name a file.');
  // The same file by another name (a link, another case) is still the same file.
  if (target && target.ino === source?.ino && target.dev === source.dev) {
    throw new CliProblem(`${flag} ${path} is the file that is read.`, 'Name another file.');
  }
}

/** Refuses to write where something is already. Throws CliProblem. */
export async function checkFree(path: string): Promise<void> {
  if (await stat(path).catch(() => undefined)) {
    throw new CliProblem(`${path} exists already.`, 'Name another file, or add --overwrite to replace it.');
  }
}
