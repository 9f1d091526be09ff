import { LineSplitter } from '../../dataset/lineSplitter.ts';
import { grown } from '../columns/growingColumn.ts';

/** A record with more than this in its line is not searched, in bytes. */
const longestLine = 16 * 1024 * 1024;

/** Finds the records of a run file that have some words, reading it bit by bit. What it keeps is where they are. */
export class WordScan {
  /** In lower case. */
  readonly needle: string;
  /** Bytes taken in. */
  size = 0;
  /** Somebody is at it. */
  isReading = false;
  readonly #lines: LineSplitter;
  /** Where matching lines begin, in bytes, ascending. */
  #offsets = new Float64Array(0);
  #found = 0;

  constructor(needle: string) {
    this.needle = needle;
    this.#lines = new LineSplitter(({ bytes, offset }) => this.#take(bytes, offset), longestLine, {
      ...{ line: 1, column: 1, offset: 0 },
    });
  }

  /** Takes in the bytes that follow. */
  push(chunk: Uint8Array): void {
    this.#lines.push(chunk);
    this.size += chunk.length;
  }

  /** Whether the record at this place of the file has the words. */
  mentions(offset: number): boolean {
    let [low, high] = [0, this.#found];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#offsets[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low < this.#found && this.#offsets[low] === offset;
  }

  #take(bytes: Uint8Array | undefined, offset: number): void {
    if (!bytes || !wordsOf(bytes).some((text) => text.toLowerCase().includes(this.needle))) return;
    this.#offsets = grown(this.#offsets, this.#found + 1);
    this.#offsets[this.#found++] = offset;
  }
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** What a record says in words: the judge's, what went wrong, and the instruction where it is kept with the run. */
function wordsOf(line: Uint8Array): string[] {
  try {
    const { judgement, problem, sample } = JSON.parse(decoder.decode(line));
    const { rationale, rationales, detail } = judgement ?? {};
    return (
      [rationale, detail, problem?.message, sample?.instruction, ...(Array.isArray(rationales) ? rationales : [])]
        // A run file is hostile: any of them may be anything.
        .filter((text) => typeof text === 'string')
    );
  } catch {
    return [];
  }
}
