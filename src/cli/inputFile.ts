import { access, constants, stat } from 'node:fs/promises';
import { fileChunks } from '../node/fileChunks.ts';
import type { Chunks } from '../runs/rows/dataset.ts';
import { CliProblem } from './cliProblem.ts';

/** A file that can be read, now at least. */
export interface InputFile {
  path: string;
  size: number;
  chunks: Chunks;
}

/** Opens a file for reading as often as is needed. Throws CliProblem when it is missing, a folder, or not ours to read. */
export async function openInput(path: string): Promise<InputFile> {
  try {
    const stats = await stat(path);
    if (stats.isDirectory()) throw new CliProblem(`${path} is a folder.`, 'Name one of the files in it.');
    // A pipe can be read only once; a dataset is read to tell its shape, to judge it and to export it.
    if (!stats.isFile()) throw new CliProblem(`${path} is not a regular file.`, 'Write the rows to a file first.');
    await access(path, constants.R_OK);
    return { path, size: stats.size, chunks: () => fileChunks(path) };
  } catch (error) {
    throw error instanceof CliProblem ? error : unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): CliProblem {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    return new CliProblem(`There is no file ${path}.`, 'Check the path; it is read from the current folder.');
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new CliProblem(`${path} may not be read.`, 'Check its permissions.');
  }
  return new CliProblem(`${path} can't be read: ${message}.`, 'Check the file and its disk.');
}
