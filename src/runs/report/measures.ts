import type { Explanation, ReportBlock, ReportDocument } from './document.ts';

/** An explanation, and what is explained by it: the labels of figures, the titles of columns and charts. */
export interface Measure {
  names: string[];
  tip: Explanation;
}

/** Everything that a report explains, each explanation once, in the order in which it is met. */
export class Measures {
  readonly list: Measure[] = [];
  readonly #places = new Map<string, number>();

  constructor(document: ReportDocument) {
    for (const { blocks } of document.sections) {
      for (const { name, tip } of blocks.flatMap(explained)) this.#add(name, tip);
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

function explained(block: ReportBlock): { name: string; tip: Explanation }[] {
  switch (block.kind) {
    case 'figures':
      return block.figures.map(({ label, tip }) => ({ name: label, tip }));
    case 'table':
      return block.columns.flatMap(({ title, tip }) => (tip ? [{ name: title, tip }] : []));
    case 'histogram':
      return [{ name: block.title, tip: block.tip }];
    case 'matrix':
      return [{ name: matrixTitle(block), tip: block.tip }];
    default:
      return [];
  }
}

/** A matrix by its two sides: "People by judge". */
export function matrixTitle({ rowsTitle, columnsTitle }: { rowsTitle: string; columnsTitle: string }): string {
  return `${rowsTitle} by ${columnsTitle.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())}`;
}

function keyOf({ what, how, source = '' }: Explanation): string {
  return JSON.stringify([what, how, source]);
}
