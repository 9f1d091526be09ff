import type { Column, Explanation, ReportBlock, ReportDocument } from './document.ts';

/** An explanation, and what is explained by it: the labels of figures and facts, the titles of columns, charts, sections. */
export interface Measure {
  names: string[];
  tip: Explanation;
}

/** A row's line, wherever a table names rows of a run. */
const lineTip: Explanation = {
  what: 'Where the row stands: its line in the file that was judged.',
  how: 'Counted from 1, as editors count lines, in the file as it was when it was judged.',
};

/** Everything that a report explains, each explanation once, in the order in which it is met. */
export class Measures {
  readonly list: Measure[] = [];
  readonly #places = new Map<string, number>();

  constructor(document: ReportDocument) {
    const { facts, sections } = document;
    for (const { label, tip } of facts) if (tip) this.#add(label, tip);
    for (const { name, tip } of sections.flatMap(({ blocks }) => blocks.flatMap(explained))) this.#add(name, tip);
    // What explains a sentence has a better name where it explains a number, too.
    for (const { title, noteTip, blocks } of sections) {
      for (const tip of [noteTip, ...blocks.map(proseTip)]) if (tip && this.placeOf(tip) < 0) this.#add(title, tip);
    }
  }

  /** 0-based place of an explanation in the list. */
  placeOf(tip: Explanation): number {
    return this.#places.get(keyOf(tip)) ?? -1;
  }

  #add(name: string, tip: Explanation): void {
    const place = this.placeOf(tip);
    const known = this.list[place];
    if (known === undefined) {
      this.#places.set(keyOf(tip), this.list.length);
      this.list.push({ names: [name], tip });
    } else if (!known.names.includes(name)) {
      known.names.push(name);
    }
  }
}

function proseTip(block: ReportBlock): Explanation | undefined {
  return block.kind === 'text' || block.kind === 'warning' ? block.tip : undefined;
}

function explained(block: ReportBlock): { name: string; tip: Explanation }[] {
  switch (block.kind) {
    case 'figures':
      return block.figures.map(({ label, tip }) => ({ name: label, tip }));
    case 'table':
      return block.columns.flatMap((column, i) => {
        const tip = tipOf(column, i, block.rows);
        return tip ? [{ name: column.title, tip }] : [];
      });
    case 'histogram':
      return [{ name: block.title, tip: block.tip }];
    case 'matrix':
      return [{ name: matrixTitle(block), tip: block.tip }];
    default:
      return [];
  }
}

/** What explains the cells of a column; those that name rows of a run explain themselves. */
export function tipOf(
  { tip }: Column,
  place: number,
  rows: Extract<ReportBlock, { kind: 'table' }>['rows'],
): Explanation | undefined {
  return tip ?? (rows.some(({ cells }) => cells[place]?.row !== undefined) ? lineTip : undefined);
}

/** A matrix by its two sides: "People by judge". */
export function matrixTitle({ rowsTitle, columnsTitle }: { rowsTitle: string; columnsTitle: string }): string {
  return `${rowsTitle} by ${columnsTitle.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())}`;
}

function keyOf({ what, how, source = '' }: Explanation): string {
  return JSON.stringify([what, how, source]);
}
