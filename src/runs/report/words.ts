/** The words that a report itself adds to its document. `{0}` stands for a value. */
export const words = {
  measures: 'What the numbers mean',
  how: 'How: {0}',
  source: 'Source: {0}',
  /** Before the range of a figure. */
  interval: '95 %: {0}',
  warning: 'Warning',
  contents: 'Contents',
  actions: 'Report',
  some: 'The first {0} of {1} rows.',
  someHint: 'How many rows this table lists, and how many there are that could stand in it',
  noRows: 'None.',
  shown: '{0} of {1} rows',
  shownHint: 'How many rows the filters let through, of those that this table lists',
  tagHint: 'Rows of this kind, of those that this table lists. Click to show only these.',
  search: 'Filter rows',
  clear: 'Clear filters',
  sort: 'Sort by this column',
  showRow: 'Show this row in the results',
  band: 'Band',
  total: 'Total',
  numbers: 'Numbers',
  explain: 'What this is: {0}',
} as const;

/** Words with their values. */
export function say(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (place, digit: string) => String(values[Number(digit)] ?? place));
}

/** 12,345 */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** `2026-11-21 10:00 UTC`; empty where it is no time: a run file may say anything. */
export function minute(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.valueOf()) ? '' : `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** 12 %; of nothing, a dash. */
export function percent(part: number, whole: number): string {
  return whole > 0 ? `${Math.round((100 * part) / whole)} %` : '–';
}
