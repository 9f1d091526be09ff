import { type FileHandle, open } from 'node:fs/promises';
import type { ReadRange } from '../runs/file/runRecords.ts';
import { fileChunks } from './fileChunks.ts';
import { isGzip } from './gunzip.ts';

/**
 * Reads stretches of a file on this machine: a seek each. Of a packed file the offsets are those of the unpacked bytes,
 * and nothing in gzip says where these are: it is unpacked from the start, once for all stretches that are asked for
 * before that begins, as far as the last of them. To be made anew when the file has changed. Rejects when it is gone.
 */
export function fileRanges(path: string): ReadRange {
  const packed = new PackedRanges(path);
  let isPacked: boolean | undefined;
  return async (offset, length) => {
    if (isPacked) return packed.read(offset, length);
    const file = await open(path);
    try {
      isPacked ??= isGzip(await bytesAt(file, 0, 3));
      if (!isPacked) return await bytesAt(file, offset, length);
    } finally {
      await file.close();
    }
    return packed.read(offset, length);
  };
}

async function bytesAt(file: FileHandle, offset: number, length: number): Promise<Uint8Array> {
  // Where a range comes from is a run file that may say anything: no more is made room for than there is.
  const room = Math.max(0, Math.min(length, (await file.stat()).size - offset));
  const { buffer, bytesRead } = await file.read(new Uint8Array(room), 0, room, offset);
  return buffer.subarray(0, bytesRead);
}

interface Wanted {
  offset: number;
  length: number;
  /** What is there of it, and how many bytes that is. */
  parts: Uint8Array[];
  filled: number;
  resolve: (bytes: Uint8Array) => void;
  reject: (error: unknown) => void;
}

/** Stretches of a packed file's unpacked bytes, many in one pass. */
class PackedRanges {
  readonly #path: string;
  #wanted: Wanted[] = [];
  #passing: Promise<void> | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      this.#wanted.push({ offset, length, parts: [], filled: 0, resolve, reject });
      this.#passing ??= this.#passes();
    });
  }

  async #passes(): Promise<void> {
    while (this.#wanted.length > 0) {
      // Those who ask for a screenful of rows ask one after the other: they are waited for.
      await new Promise((resolve) => setTimeout(resolve, 1));
      await this.#pass(this.#wanted.splice(0));
    }
    this.#passing = undefined;
  }

  async #pass(wanted: Wanted[]): Promise<void> {
    let open = wanted.sort((a, b) => a.offset - b.offset);
    let at = 0;
    try {
      for await (const chunk of fileChunks(this.#path)) {
        for (const one of open) if (one.offset < at + chunk.length) take(one, chunk, at);
        at += chunk.length;
        open = open.filter((one) => one.filled < one.length);
        if (open.length === 0) break;
      }
    } catch (error) {
      for (const { reject } of open) reject(error);
    }
    for (const { parts, resolve } of wanted) resolve(Buffer.concat(parts));
  }
}

/** Takes what a chunk that begins at `at` has of a stretch. */
function take(one: Wanted, chunk: Uint8Array, at: number): void {
  const from = one.offset + one.filled - at;
  const part = chunk.subarray(from, from + one.length - one.filled);
  one.parts.push(part);
  one.filled += part.length;
}
