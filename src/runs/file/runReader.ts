import { LineSplitter } from '../../dataset/lineSplitter.ts';
import type { Piece } from '../../dataset/piece.ts';
import { parseBatchNote } from '../batch/batchNoteSchema.ts';
import { readCells } from '../columns/recordCells.ts';
import { RunColumns } from '../columns/runColumns.ts';
import type { RunEnd, RunHeader } from '../run.ts';
import { parseCanary } from './canarySchema.ts';
import { parseRowLabel } from './rowLabelSchema.ts';
import { parseEnd, parseHeader, type RunFileProblem } from './runFileSchema.ts';

/** Longest line of a run file that is read, in bytes: a record holds every reply to its row. */
const maxLineBytes = 64 * 1024 * 1024;

/**
 * Reads a run file, whose content is hostile until checked, chunk by chunk and as it grows. A line counts once its line
 * break is there: any prefix of a run file that has its first line reads as a valid run, and a torn last line is none.
 */
export class RunReader {
  readonly columns: RunColumns;
  header: RunHeader | undefined;
  /** Absent while the run has not ended: records after it take it back. */
  end: RunEnd | undefined;
  /** Lines that are no record. */
  damaged = 0;
  /** Why this is no run file. */
  problem: RunFileProblem | undefined;
  /** Bytes taken in so far: a file that has grown is read on from here. */
  size = 0;
  #lines: LineSplitter;

  constructor(columns = new RunColumns()) {
    this.columns = columns;
    this.#lines = this.#linesFrom(0);
  }

  /** Takes in the bytes that follow. */
  push(chunk: Uint8Array): void {
    if (this.problem) return;
    this.#lines.push(chunk);
    this.size += chunk.length;
  }

  /** Whoever reads has written the file up to here by itself, whole lines whose records are in the columns. */
  skipTo(size: number): void {
    this.size = size;
    this.#lines = this.#linesFrom(size);
  }

  #linesFrom(offset: number): LineSplitter {
    return new LineSplitter((line) => this.#take(line), maxLineBytes, { line: 1, column: 1, offset });
  }

  /** Where the end of the file is at the beginning of a line, or is torn. */
  #take({ bytes, offset, length }: Piece): void {
    if (this.problem || length === 0) return;
    const value = bytes && parse(bytes);
    if (!this.header) {
      const header = parseHeader(value);
      if ('reason' in header) this.problem = header;
      else this.header = header;
      return;
    }
    const cells = readCells(value);
    if (cells) {
      this.columns.append(cells, { offset, length });
      this.end = undefined;
      return;
    }
    const note = parseBatchNote(value);
    const label = note ? undefined : parseRowLabel(value);
    const canary = note || label ? undefined : parseCanary(value);
    const end = note || label || canary ? undefined : parseEnd(value);
    if (note) this.columns.batches.take(note);
    else if (label) this.columns.label(label);
    else if (canary) this.columns.canary(canary);
    else if (!end) this.damaged++;
    else {
      this.end = end;
      if (end.rows !== undefined) this.columns.trim(end.rows);
    }
  }
}

/** Reads a run file whole, as far as it goes. A reader that has read some of it before goes on from there. */
export async function readRun(
  chunks: AsyncIterable<Uint8Array>,
  reader: RunReader = new RunReader(),
): Promise<(RunReader & { header: RunHeader }) | RunFileProblem> {
  for await (const chunk of chunks) {
    reader.push(chunk);
    if (reader.problem) return reader.problem;
  }
  const { header } = reader;
  if (!header) return { reason: 'not a run file', message: 'The file is empty.', next: 'Open another run file.' };
  return Object.assign(reader, { header });
}

/** A byte order mark or bytes that are no UTF-8 make a line that is no JSON. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}
