import { contentHash } from '../../dataset/hash.ts';
import { grown } from '../columns/growingColumn.ts';
import { HashNumbers } from '../columns/hashNumbers.ts';
import { type IndexOptions, indexRows, type RowIndex, type RowPlace } from './rowIndex.ts';

/** Where the rows of a file are, by their content: some 50 bytes a row, and no text. */
export class RowsByContent {
  readonly #rows: RowIndex;
  readonly #contents: HashNumbers;
  /** The first row that has a content, by the content's number. */
  readonly #first: Uint32Array;

  constructor(rows: RowIndex, contents: HashNumbers, first: Uint32Array) {
    this.#rows = rows;
    this.#contents = contents;
    this.#first = first;
  }

  /** Where the first row with this content hash is; undefined when the file has none. */
  find(hash: string): RowPlace | undefined {
    const number = this.#contents.numberOf(hash);
    return number === undefined ? undefined : this.#rows.place(this.#first[number] ?? 0);
  }
}

/** Reads a file once to find its rows by their content. Undefined when it was cancelled, or holds no rows. */
export async function rowsByContent(
  chunks: AsyncIterable<Uint8Array>,
  options: Omit<IndexOptions, 'onRow'> = {},
): Promise<RowsByContent | undefined> {
  const contents = new HashNumbers();
  let first = new Uint32Array(0);
  let row = 0;
  const onRow = (bytes: Uint8Array | undefined) => {
    const known = contents.size;
    // A row's bytes are the UTF-8 that its hash is made of.
    if (bytes && contents.add(contentHash(bytes)) === known) {
      first = grown(first, contents.size);
      first[known] = row;
    }
    row++;
  };
  const rows = await indexRows(chunks, { ...options, onRow });
  return rows && !('reason' in rows) ? new RowsByContent(rows, contents, first) : undefined;
}
