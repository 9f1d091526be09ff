import { tasks } from '../../judging/tasks.ts';
import { type Estimate, isDefined, type Measured } from '../../statistics/estimate.ts';
import { minute } from '../report/words.ts';
import type { ComparedRun } from './compareRuns.ts';

/** What a run is called in a comparison: A, B, C. */
export function runLabel(run: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + run);
}

/** A run in a line: `QualityScorer · judge-small · rows.jsonl · 2026-11-21 10:00 UTC`. */
export function runTitle({ header: { task, model, source, startedAt } }: ComparedRun): string {
  return [tasks[task].title, model.name, source.name, minute(startedAt)].filter(Boolean).join(' · ');
}

/** `1,234`. */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** A score on 0..1, or a correlation; a dash where there is none. */
export function score(value: number | undefined): string {
  return signed(value).replace('+', '');
}

/** A difference: its sign is always there, but for one that is nothing. */
export function signed(value: number | undefined, digits = 2): string {
  if (value === undefined || Number.isNaN(value)) return '–';
  const text = Math.abs(value).toFixed(digits);
  if (Number(text) === 0) return text;
  return value > 0 ? `+${text}` : `−${text}`;
}

/** `42.0 %`; "not defined" of nothing. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? 'not defined: no rows' : `${((100 * part) / whole).toFixed(1)} %`;
}

/** A measure that need not be defined, with its digits. */
export function measured(value: Measured, inWords: (value: number) => string): string {
  return isDefined(value) ? inWords(value) : `not defined: ${value.notDefined}`;
}

/** A p-value: below a thousandth nobody needs more digits. */
export function probability(p: number): string {
  return p < 0.001 ? 'p < 0.001' : `p = ${p.toFixed(3)}`;
}

/** A mean difference and its interval, which shows a digit more than single scores. */
export function difference(estimate: Estimate): { value: string; range?: string } {
  if (!isDefined(estimate)) return { value: `not defined: ${estimate.notDefined}` };
  const { value, low, high } = estimate;
  if (low === undefined || high === undefined) return { value: signed(value, 3) };
  return { value: signed(value, 3), range: `${signed(low, 3)} to ${signed(high, 3)}` };
}
