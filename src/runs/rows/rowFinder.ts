import { contentHash } from '../../dataset/hash.ts';
import { maxRowBytes } from '../../dataset/rowScan.ts';
import type { Row } from '../../dataset/rows.ts';
import type { ReadRange } from '../file/runRecords.ts';
import type { RowRef } from '../run.ts';
import type { Chunks } from './dataset.ts';
import { type RowsByContent, rowsByContent } from './rowsByContent.ts';

/**
 * Finds rows that were judged in one version of their file. A row is known by its content: it may have moved, and one
 * that was changed is not found. Texts are read where they are, and not kept.
 */
export class RowFinder {
  readonly #chunks: Chunks;
  readonly #read: ReadRange;
  readonly #signal: AbortSignal;
  /** Made when a row is not where it was. */
  #places: Promise<RowsByContent | undefined> | undefined;

  /** `read` reads the bytes that `chunks` gives. The signal ends a search through the whole file: nothing is found. */
  constructor(chunks: Chunks, read: ReadRange, signal: AbortSignal) {
    this.#chunks = chunks;
    this.#read = read;
    this.#signal = signal;
  }

  /** The row as it is now; undefined when the file has it no more. Rejects when the file is gone. */
  async find(ref: RowRef): Promise<Row | undefined> {
    const here = await this.#textAt(ref, ref.hash);
    if (here !== undefined) return { ...ref, text: here };
    this.#places ??= rowsByContent(this.#chunks(), { signal: this.#signal });
    const place = (await this.#places)?.find(ref.hash);
    const moved = place && (await this.#textAt(place, ref.hash));
    return place && moved !== undefined ? { ...place, text: moved } : undefined;
  }

  /** The text at a place, where it is the one that has this hash. */
  async #textAt({ offset, length }: { offset: number; length: number }, hash: string): Promise<string | undefined> {
    // A run file may say anything; no row is longer.
    if (length > maxRowBytes) return undefined;
    const text = decoder.decode(await this.#read(offset, length));
    return contentHash(text) === hash ? text : undefined;
  }
}

// As rows that are not UTF-8 are kept: with what is no character replaced.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
