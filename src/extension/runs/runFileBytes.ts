import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { type Uri, workspace } from 'vscode';
import type { ReadRange } from '../../runs/file/runRecords.ts';

/** Small enough that what is made of one chunk takes a few milliseconds. */
const chunkBytes = 256 * 1024;

/**
 * The bytes of a run file from `from` on: those on the disk, whatever an editor shows of it, for records are found by
 * their offsets. Reading may throw.
 */
export async function* runFileChunks(uri: Uri, from: number): AsyncGenerator<Uint8Array> {
  if (uri.scheme === 'file') {
    yield* createReadStream(uri.fsPath, { start: from, highWaterMark: chunkBytes }) as AsyncIterable<Uint8Array>;
    return;
  }
  const bytes = await workspace.fs.readFile(uri);
  for (let at = from; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
}

/** Lets `use` read stretches of a run file, which is opened once for it. Rejects when the file is gone. */
export async function withRunFile<T>(uri: Uri, use: (read: ReadRange) => Promise<T>): Promise<T> {
  if (uri.scheme !== 'file') {
    const bytes = await workspace.fs.readFile(uri);
    return use(async (offset, length) => bytes.subarray(offset, offset + length));
  }
  const file = await open(uri.fsPath);
  try {
    return await use(async (offset, length) => {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    });
  } finally {
    await file.close();
  }
}
