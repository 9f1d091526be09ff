/** A row on which judge and people differ, to be looked at. */
export interface DifferingRow {
  /** 1-based line, and 0-based index in the run's source. */
  line: number;
  index: number;
  /** What each said, in words. */
  people: string;
  judge: string;
  /** How far they are apart, of 0 to 1. */
  apart: number;
  /** The beginning of the instruction. */
  instruction: string;
}

/** Rows that are listed. */
export const mostDiffering = 20;

/** Characters of an instruction that are shown. */
const shown = 80;

/** The rows that are furthest apart, the first of them first. */
export class Differing<T extends Pick<DifferingRow, 'apart'>> {
  #rows: T[] = [];
  /** How many there are in all. */
  count = 0;

  add(row: T): void {
    this.count++;
    if (this.#rows.push(row) >= 50 * mostDiffering) this.#rows = this.list();
  }

  list(): T[] {
    return this.#rows.toSorted((a, b) => b.apart - a.apart).slice(0, mostDiffering);
  }
}

/** The first words of an instruction on one line. A text of its own: a slice would keep the whole one in memory. */
export function beginningOf(instruction: string): string {
  const line = instruction
    .slice(0, 4 * shown)
    .replace(/\s+/gu, ' ')
    .trim();
  const letters = [...line];
  const isWhole = letters.length <= shown && instruction.length <= 4 * shown;
  return isWhole ? letters.join('') : `${letters.slice(0, shown).join('')}…`;
}
