/** Why a row gives nothing to an export, in words to go before a number of rows: "equal scores: 3 rows". */
export const leftOutWords = {
  malformed: 'not readable',
  'not judged': 'not judged by this run',
  'changed since judged': 'changed since judged',
  unscored: 'no score',
  'off scale': 'no score on the scale',
  'partly off scale': 'a score is off its scale',
  'partly scored': 'not every response scored',
  'one response': 'one response, and a pair takes two',
  'too few scores': 'fewer than two scores on the scale',
  tie: 'equal scores',
  'margin too small': 'margin below the least one',
  'score too low': 'best score below the least one',
  'same text': 'equal texts',
  'empty response': 'empty response',
  'no complexity': 'no score in the complexity run',
  'near-duplicate': 'near-duplicate of a row with a higher score',
  'beyond the budget': 'beyond the budget',
} as const;

/** Why a row gives nothing to an export. */
export type LeftOutReason = keyof typeof leftOutWords;

/** Rows left out for one reason, and the first of their lines (1-based). */
export interface LeftOutRows {
  rows: number;
  lines: number[];
}

/** Lines that are kept of each reason: the five that are named, and one that says there are more. */
const keptLines = 6;

/** What came of an export: everything that was read is written or left out for a reason. */
export class ExportTally {
  /** Rows of the dataset. */
  rows = 0;
  /** Rows that gave something. */
  used = 0;
  /** Lines written: pairs, or rows. */
  written = 0;
  readonly leftOut = new Map<LeftOutReason, LeftOutRows>();

  leave(reason: LeftOutReason, line: number): void {
    let left = this.leftOut.get(reason);
    if (!left) {
      left = { rows: 0, lines: [] };
      this.leftOut.set(reason, left);
    }
    left.rows++;
    if (left.lines.length < keptLines) left.lines.push(line);
  }

  /** The reasons, those of most rows first. */
  get reasons(): [LeftOutReason, LeftOutRows][] {
    return [...this.leftOut].sort(([, a], [, b]) => b.rows - a.rows);
  }
}
