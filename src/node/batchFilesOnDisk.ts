import { createReadStream, openAsBlob } from 'node:fs';
import { type FileHandle, mkdir, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Batch, BatchApi } from '../models/batchApi.ts';
import type { RequestFolder } from '../runs/batch/batchFiles.ts';
import type { ResultFile } from '../runs/batch/batchResults.ts';

/**
 * Request files `PREFIX-1.jsonl`, `PREFIX-2.jsonl`, … in a folder, which is made where it is not there. Rejects, as the
 * operating system does, rather than write over a file.
 */
export function requestFolder(folder: string, prefix: string): RequestFolder {
  let file: FileHandle | undefined;
  return {
    async create(part) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${prefix}-${part}.jsonl`);
      file = await open(path, 'wx');
      return path;
    },
    async append(bytes) {
      await file?.appendFile(bytes);
    },
    async close() {
      await file?.close();
      file = undefined;
    },
  };
}

/** A request file to upload; it is read while it is sent. */
export function openRequestFile(path: string): Promise<Blob> {
  return openAsBlob(path);
}

/** Calls `use` with a folder that is there until it has resolved. */
export async function withTemporaryFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-batch-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** A file of results, and how to let go of it. Rejects when it can't be opened. */
export async function openResultFile(path: string): Promise<ResultFile & { close(): Promise<void> }> {
  const file = await open(path);
  return {
    chunks: () => createReadStream(path, { highWaterMark: 256 * 1024 }),
    async read(offset, length) {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

/** Why results could not be fetched. */
export interface NotFetched {
  message: string;
}

/** Fetches the results of a batch that is over into a folder. Resolves to the paths of their files. */
export async function fetchResults(
  api: BatchApi,
  { files }: Batch,
  folder: string,
  signal: AbortSignal,
): Promise<string[] | NotFetched> {
  const paths: string[] = [];
  for (const id of files) {
    const content = await api.content(id, signal);
    if ('kind' in content) return content;
    const path = join(folder, `${crypto.randomUUID()}.jsonl`);
    try {
      const file = await open(path, 'wx');
      await pipeline(Readable.from(content), file.createWriteStream());
    } catch (error) {
      // The connection broke, or the disk is full.
      return { message: error instanceof Error ? error.message : String(error) };
    }
    paths.push(path);
  }
  return paths;
}
