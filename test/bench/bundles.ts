import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root } from '../host/paths.ts';

/** Bytes that a built file costs when it is loaded: its own, and those of every chunk that it imports statically. */
export async function loadedBytes(file: string): Promise<{ own: number; chunks: number }> {
  const files = await staticImports(join(root, file));
  const [own = 0, ...chunks] = await Promise.all([...files].map(async (path) => (await stat(path)).size));
  return { own, chunks: chunks.reduce((sum, bytes) => sum + bytes, 0) };
}

/** A file and all it imports other than by `import()`, itself first. */
export async function staticImports(file: string, seen = new Set<string>()): Promise<Set<string>> {
  seen.add(file);
  const text = await readFile(file, 'utf8');
  // As esbuild writes them: `from"./chunks/x.js"` and `import"./chunks/x.js"`; a dynamic one has a parenthesis.
  for (const [, path = ''] of text.matchAll(/(?:\bfrom|\bimport)\s*"(\.{1,2}\/[^"]+\.js)"/g)) {
    const imported = join(dirname(file), path);
    if (!seen.has(imported)) await staticImports(imported, seen);
  }
  return seen;
}
