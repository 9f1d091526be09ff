import { constants, createGunzip, type Gunzip } from 'node:zlib';
import { DamagedFile } from '../dataset/damagedFile.ts';

/** Packed bytes that are unpacked in one go: gzip makes at most a thousand times as many of them. */
const packedBytes = 16 * 1024;

/** How long a piece of unpacked bytes is, mostly; and how much is lost before a place that is damaged, at most. */
const unpackedBytes = 64 * 1024;

/**
 * The same bytes, unpacked where they are gzip: told by how they begin, whatever the file's name. Several gzip members
 * one after the other are one stream, as `cat a.gz b.gz` makes them. Memory is bounded, however much comes of little.
 * Where the gzip data is damaged or ends too early, throws DamagedFile after all that could be unpacked before.
 */
export async function* unpacked(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array(0);
  let gunzip: Unpacker | undefined;
  try {
    for await (let chunk of chunks) {
      if (head !== undefined) {
        chunk = Buffer.concat([head, chunk]);
        head = chunk.length < magic.length ? chunk : undefined;
        if (head !== undefined) continue;
        if (isGzip(chunk)) gunzip = new Unpacker();
      }
      if (gunzip) yield* gunzip.push(chunk);
      else yield chunk;
    }
    if (head !== undefined && head.length > 0) yield head;
    if (gunzip) yield* gunzip.end();
  } finally {
    gunzip?.close();
  }
}

/** Magic number and the only method there is (RFC 1952). */
const magic = [0x1f, 0x8b, 8] as const;

/** Whether bytes are the beginning of gzip data. */
export function isGzip(bytes: Uint8Array): boolean {
  return magic.every((byte, i) => bytes[i] === byte);
}

/**
 * zlib's stream, driven by hand: as a pipe it would throw away what it has unpacked, but not handed over, when it comes
 * upon damage.
 */
class Unpacker {
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: unpackedBytes });
  #ready: Uint8Array[] = [];
  #error: Error | undefined;
  #wake: () => void = () => {};

  constructor() {
    this.#gunzip.on('data', (bytes: Uint8Array) => this.#ready.push(bytes));
    this.#gunzip.on('error', (error) => {
      this.#error = error;
    });
    this.#gunzip.on('close', () => this.#wake());
  }

  async *push(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
    for (let from = 0; from < chunk.length; from += packedBytes)
      yield* this.#step(() => this.#gunzip.write(chunk.subarray(from, from + packedBytes), () => this.#wake()));
  }

  end(): AsyncGenerator<Uint8Array> {
    return this.#step(() => this.#gunzip.end());
  }

  close(): void {
    this.#gunzip.destroy();
  }

  async *#step(work: () => void): AsyncGenerator<Uint8Array> {
    // Closed before its end: zlib has met the zeros with which tapes and some tools fill up the last block.
    if (this.#gunzip.closed) return;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      work();
    });
    yield* this.#ready.splice(0);
    if (this.#error) throw damaged(this.#error);
  }
}

function damaged(error: Error & { errno?: number }): DamagedFile {
  return error.errno === constants.Z_BUF_ERROR
    ? new DamagedFile(
        'The gzip data ends too early: the file was not written or copied whole.',
        'Write or copy it again; the rows before this place can be read.',
      )
    : new DamagedFile(
        `The gzip data is damaged here (${error.message}).`,
        'Write or copy the file again; the rows before this place can be read.',
      );
}
