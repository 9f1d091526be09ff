import { RunColumns } from '../../src/runs/columns/runColumns.ts';
import { writtenCells } from '../../src/runs/file/runFile.ts';
import { readRecords } from '../../src/runs/file/runRecords.ts';
import type { RunRecord } from '../../src/runs/run.ts';

/** A run file in memory and what the columns make of it. */
export class RunFileInMemory {
  readonly columns = new RunColumns();
  bytes: Uint8Array = new Uint8Array(0);
  /** How it is cut when it is read. */
  chunk = 64 * 1024;

  constructor(records: readonly RunRecord[] = []) {
    this.append(...records);
  }

  append(...records: RunRecord[]): void {
    const lines: Uint8Array[] = [this.bytes];
    let { length: offset } = this.bytes;
    for (const record of records) {
      const line = Buffer.from(`${JSON.stringify(record)}\n`);
      this.columns.append(writtenCells(record), { offset, length: line.length - 1 });
      lines.push(line);
      offset += line.length;
    }
    this.bytes = Buffer.concat(lines);
  }

  async *chunks(from: number): AsyncGenerator<Uint8Array> {
    for (let at = from; at < this.bytes.length; at += this.chunk) yield this.bytes.subarray(at, at + this.chunk);
  }

  records(slots: readonly number[]): Promise<(RunRecord | undefined)[]> {
    return readRecords(this.columns, slots, async (offset, length) => this.bytes.subarray(offset, offset + length));
  }
}
