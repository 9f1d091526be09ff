import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { RunHeader } from '../runs/run.ts';

/** A run file tells where its source is from where it lies itself: both can be moved, and no home folder is told. */
export function sourceUri(file: string, runFile: string | undefined): string {
  const path = runFile === undefined ? '' : relative(dirname(resolve(runFile)), resolve(file));
  // Another drive has no relative path.
  if (path === '' || isAbsolute(path)) return pathToFileURL(resolve(file)).href;
  return `./${path.split(sep).join('/')}`;
}

/** The path of what a run judged; undefined for a selection, and for what is no file here. */
export function sourcePath({ source: { uri } }: RunHeader, runFile: string): string | undefined {
  if (uri?.startsWith('./')) return resolve(dirname(runFile), uri);
  try {
    return uri?.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether a run is over a file: over its very path, or, where that holds nothing any more, over a file of its name.
 * Content does not tell: a dataset that was edited is the same source.
 */
export async function isSameSource(header: RunHeader, runFile: string, file: string): Promise<boolean> {
  const before = sourcePath(header, runFile);
  if (before !== undefined && (await isSameFile(before, file))) return true;
  const isGone = before === undefined || !(await stat(before).catch(() => undefined));
  return isGone && header.source.uri !== undefined && header.source.name === basename(file);
}

async function isSameFile(a: string, b: string): Promise<boolean> {
  const [real, other] = await Promise.all([a, b].map((path) => realpath(path).catch(() => resolve(path))));
  return real === other;
}
