import { createWriteStream } from 'node:fs';
import { realpath, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Uri, workspace } from 'vscode';

/** Writes a whole file or none. Rejects when it can't be written, or was given up. */
export async function writeFile(to: Uri, texts: AsyncIterable<string>, signal: AbortSignal): Promise<void> {
  if (to.scheme === 'file') {
    // Beside its place first: what was there stays whole until what comes is.
    const part = `${to.fsPath}.part`;
    try {
      await pipeline(Readable.from(texts), createWriteStream(part), { signal });
      await rename(part, to.fsPath);
    } finally {
      await rm(part, { force: true });
    }
    return;
  }
  let whole = '';
  for await (const text of texts) {
    signal.throwIfAborted();
    whole += text;
  }
  await workspace.fs.writeFile(to, new TextEncoder().encode(whole));
}

/** Also by another name: a link, or other letter case where the disk does not mind. */
export async function isSameFile(a: Uri, b: Uri): Promise<boolean> {
  if (a.toString() === b.toString()) return true;
  if (a.scheme !== 'file' || b.scheme !== 'file') return false;
  const [one, other] = await Promise.all([a, b].map(({ fsPath }) => realpath(fsPath).catch(() => undefined)));
  return one !== undefined && one === other;
}
