import { type Breathe, breather } from '../breathe.ts';
import { grown } from '../columns/growingColumn.ts';
import { HashNumbers } from '../columns/hashNumbers.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import { slotsInOrder } from '../columns/slotOrder.ts';

/** How many slots are matched before others may get their turn. */
const stretch = 2048;

/**
 * The rows of several runs, matched by the content of the row and not by where it stands. Rows that a run has twice are
 * matched in their order: the first one here with the first one there. Those of the first run come first, in its order.
 */
export class JoinedRows {
  #length = 0;
  /** Slot + 1 of each row, by run; 0 where a run does not have the row. */
  readonly #slots: Uint32Array<ArrayBuffer>[];

  constructor(runs: number) {
    this.#slots = Array.from({ length: runs }, () => new Uint32Array(0));
  }

  /** How many different rows the runs have, those that only one of them has among them. */
  get length(): number {
    return this.#length;
  }

  /** The row's slot in a run; -1 where the run does not have it. */
  slotOf(run: number, row: number): number {
    return (this.#slots[run]?.[row] ?? 0) - 1;
  }

  /** How many of the runs have a row. */
  runsWith(row: number): number {
    let runs = 0;
    for (const slots of this.#slots) if (slots[row]) runs++;
    return runs;
  }

  /** A row that no run had so far. */
  add(): number {
    return this.#length++;
  }

  put(run: number, row: number, slot: number): void {
    const slots = grown(this.#slots[run] ?? new Uint32Array(0), row + 1);
    slots[row] = slot + 1;
    this.#slots[run] = slots;
  }
}

/** Matches the rows of runs by content, those that a source has no more left out. Some 40 bytes a row. */
export async function joinRuns(runs: readonly RunColumns[], breathe: Breathe = breather()): Promise<JoinedRows> {
  const joined = new JoinedRows(runs.length);
  const contents = new HashNumbers(runs[0]?.length);
  const chains = new Chains();
  for (const [run, columns] of runs.entries()) {
    const cursor = chains.begin();
    let done = 0;
    for (const slot of slotsInOrder(columns)) {
      if (done++ % stretch === 0) await breathe();
      if (isNoHash(columns, slot)) {
        joined.put(run, joined.add(), slot);
        continue;
      }
      const content = contents.addFrom(columns.hashes, slot);
      let row = chains.take(cursor, content);
      if (row === undefined) {
        row = joined.add();
        chains.append(content, row);
      }
      joined.put(run, row, slot);
    }
  }
  return joined;
}

/** A hash that a hostile file made up is kept as zeros: rows without one have nothing in common. */
function isNoHash({ hashes }: RunColumns, slot: number): boolean {
  return hashes.head(slot) === 0 && /^0+$/.test(hashes.get(slot));
}

/** The rows of each content, in order, as linked lists: a number a row. Rows are kept + 1, so that 0 is "none". */
class Chains {
  #first = new Uint32Array(0);
  #last = new Uint32Array(0);
  #next = new Uint32Array(0);

  /** Where a run stands in the rows of each content: at the first that the runs before it had. */
  begin(): Uint32Array {
    return this.#first.slice();
  }

  /** The next row of a content; undefined when the runs before had no further one. */
  take(cursor: Uint32Array, content: number): number | undefined {
    const row = cursor[content];
    if (!row) return undefined;
    cursor[content] = this.#next[row - 1] ?? 0;
    return row - 1;
  }

  append(content: number, row: number): void {
    this.#first = grown(this.#first, content + 1);
    this.#last = grown(this.#last, content + 1);
    this.#next = grown(this.#next, row + 1);
    const last = this.#last[content];
    if (last) this.#next[last - 1] = row + 1;
    else this.#first[content] = row + 1;
    this.#last[content] = row + 1;
  }
}
