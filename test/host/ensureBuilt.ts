import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './paths.ts';

/** Builds `dist/` when it is missing or older than what it is made of. Throws when the build fails. */
export async function ensureBuilt(): Promise<void> {
  const built = modifiedAt('dist/extension.js');
  const folders = await Promise.all(['src', 'test/editor', 'test/host'].map(filesUnder));
  const sources = ['package.json', 'esbuild.mjs', ...folders.flat()];
  if (built !== undefined && sources.every((file) => (modifiedAt(file) ?? 0) <= built)) return;
  console.log('Building …');
  const { status } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed; its messages are above.');
}

function modifiedAt(file: string): number | undefined {
  return statSync(join(root, file), { throwIfNoEntry: false })?.mtimeMs;
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length));
}
