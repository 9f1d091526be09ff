import type { RowProblem } from '../../../src/dataset/problem.ts';
import { type Row, readRows } from '../../../src/dataset/rows.ts';

const encoder = new TextEncoder();

/** A file's bytes, from its text or as they are. */
export function bytesOf(content: string | number[]): Uint8Array {
  return typeof content === 'string' ? encoder.encode(content) : Uint8Array.from(content);
}

/** The bytes cut into chunks of these sizes, and one more with the rest. */
export async function* inChunks(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const size of sizes) {
    yield bytes.slice(from, from + size);
    from += size;
  }
  yield bytes.slice(from);
}

/** What `readRows` gives for a file that is cut like that. */
export async function read(
  bytes: Uint8Array,
  sizes?: readonly number[],
  limit?: number,
): Promise<(Row | RowProblem)[]> {
  return Array.fromAsync(readRows(inChunks(bytes, sizes), limit));
}

/** What the file holds where a row says it is. */
export function textIn(bytes: Uint8Array, { offset = 0, length = 0 }: { offset?: number; length?: number }): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(offset, offset + length));
}
