import { createReadStream } from 'node:fs';
import { unpacked } from './gunzip.ts';

/** At the usual 64 KB, reading takes half as long again; at 1 MB, the chunks that wait to be collected take 50 MB more. */
const chunkBytes = 256 * 1024;

/** The bytes of a file on this machine, unpacked where it is gzip. Rejects when the file is gone or may not be read. */
export function fileChunks(path: string): AsyncGenerator<Uint8Array> {
  return unpacked(createReadStream(path, { highWaterMark: chunkBytes }));
}
