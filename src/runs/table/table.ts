import type { RunColumns } from '../columns/runColumns.ts';
import { asksFiles, type RowMarks, rowFilter, sortValue, type TableQuery } from './tableQuery.ts';
import { sortSlots } from './tableSort.ts';
import { TableWork } from './tableWork.ts';

/** Slots that are tested before others may have their turn. */
const stride = 1 << 14;

/** The slots that a query selects, in its order. */
export type Order = Uint32Array<ArrayBuffer>;

/** What a selection was made of. */
interface Selected {
  asked: string;
  /** Slots looked at. */
  seen: number;
  revision: number;
  /** Of the marks, where the query asks for some. */
  marks: number;
  order: Order;
}

/**
 * A run as a table: which rows a query selects, and in which order. Works in slices, so that a query over a million rows
 * holds nobody up, and gives up what a newer query has overtaken.
 */
export class RunTable {
  readonly #columns: RunColumns;
  readonly #marks: RowMarks;
  #last: Selected | undefined;
  #underWay: { asked: string; work: TableWork; order: Promise<Order | undefined> } | undefined;

  constructor(columns: RunColumns, marks: RowMarks) {
    this.#columns = columns;
    this.#marks = marks;
  }

  /**
   * The slots that the query selects of all there are now. Asked again, the same query costs only the rows that have come
   * since, unless one was judged anew. The array belongs to the table: read it, don't keep it. Undefined when another
   * query has overtaken this one.
   */
  select(query: TableQuery): Promise<Order | undefined> {
    const asked = JSON.stringify(query);
    if (this.#underWay?.asked === asked) return this.#underWay.order;
    this.#underWay?.work.overtake();
    const work = new TableWork();
    const order = this.#select(query, asked, work);
    const underWay = { asked, work, order };
    this.#underWay = underWay;
    return order.finally(() => {
      if (this.#underWay === underWay) this.#underWay = undefined;
    });
  }

  async #select(query: TableQuery, asked: string, work: TableWork): Promise<Order | undefined> {
    const columns = this.#columns;
    const [seen, revision, marks] = [columns.length, columns.revision, asksFiles(query) ? this.#marks.version : 0];
    const last = this.#last;
    const isKnown = last?.asked === asked && last.revision === revision && last.marks === marks;
    if (isKnown && last.seen === seen) return last.order;
    const added = await this.#sorted(query, isKnown ? last.seen : 0, seen, work);
    if (!added) return undefined;
    const order = isKnown ? merged(last.order, added, comparison(columns, query)) : added;
    this.#last = { asked, seen, revision, marks, order };
    return order;
  }

  async #sorted(query: TableQuery, from: number, to: number, work: TableWork): Promise<Order | undefined> {
    const columns = this.#columns;
    const matching = await this.#matching(query, from, to, work);
    // Rows that are equal by the query's order are in the source's.
    const inSource = matching && (await sortSlots(matching, (slot) => columns.indexOf(slot), false, work));
    if (query.sort.by === 'line' && !query.sort.descending) return inSource;
    return inSource && sortSlots(inSource, sortValue(columns, query), query.sort.descending, work);
  }

  async #matching(query: TableQuery, from: number, to: number, work: TableWork): Promise<Order | undefined> {
    const selects = rowFilter(this.#columns, query, this.#marks);
    const found = new Uint32Array(to - from);
    let count = 0;
    for (let start = from; start < to; start += stride) {
      const end = Math.min(to, start + stride);
      for (let slot = start; slot < end; slot++) if (selects(slot)) found[count++] = slot;
      if (await work.isOver()) return undefined;
    }
    return found.slice(0, count);
  }
}

type Comparison = (a: number, b: number) => number;

/** The order that `#sorted` gives, for two slots. */
function comparison(columns: RunColumns, query: TableQuery): Comparison {
  const value = sortValue(columns, query);
  const direction = query.sort.descending ? -1 : 1;
  return (a, b) => {
    const [x, y] = [value(a), value(b)];
    if (x < y) return -direction;
    if (x > y) return direction;
    return Number(Number.isNaN(x)) - Number(Number.isNaN(y)) || columns.indexOf(a) - columns.indexOf(b);
  };
}

/** A long ordered list and a short one as one: stretches of the long one are moved whole. */
function merged(long: Order, short: Order, compare: Comparison): Order {
  if (short.length === 0) return long;
  const all = new Uint32Array(long.length + short.length);
  let taken = 0;
  for (const [i, slot] of short.entries()) {
    const place = firstAfter(long, slot, taken, compare);
    all.set(long.subarray(taken, place), taken + i);
    all[place + i] = slot;
    taken = place;
  }
  all.set(long.subarray(taken), taken + short.length);
  return all;
}

function firstAfter(order: Order, slot: number, from: number, compare: Comparison): number {
  let [low, high] = [from, order.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(order[middle] ?? 0, slot) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
