import { isText, type JsonObject, type JsonValue, own } from '../json.ts';
import type { Choice, HumanLabels } from '../sample.ts';

/** A label's number, also where a dataset writes it as text ("4"); null for "N/A" and whatever else is no number. */
export function numberOf(value: JsonValue | undefined): number | null {
  const number = typeof value === 'number' ? value : isText(value) ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

/** Scores for n responses; undefined unless there is a list of n with at least one number. */
export function scoreLabels(value: JsonValue | undefined, n: number): HumanLabels | undefined {
  if (!Array.isArray(value) || value.length !== n) return undefined;
  const scores = value.map(numberOf);
  return scores.some((score) => score !== null) ? { scores } : undefined;
}

/** What several people prefer among n responses: `annotator1`, `annotator2`, … as in PandaLM, 0 for a tie, else from 1. */
export function annotatorLabels(row: JsonObject, n: number): HumanLabels | undefined {
  const given = Object.keys(row).filter((key) => /^annotator_?[1-9]\d?$/.test(key));
  const annotators = given.flatMap((key): Choice[] => {
    const label = numberOf(own(row, key));
    if (label === null || !Number.isInteger(label) || label < 0 || label > n) return [];
    return [label === 0 ? 'tie' : label - 1];
  });
  return n > 1 && annotators.length > 0 ? { annotators } : undefined;
}

/** Names for n responses; undefined unless all are there. */
export function names(values: readonly (JsonValue | undefined)[], n: number): string[] | undefined {
  const texts = values.filter(isText);
  return n > 0 && values.length === n && texts.length === n ? texts : undefined;
}

/** The list under the first of these keys that holds one; empty when none does. */
export function listAt(row: JsonObject, ...keys: string[]): JsonValue[] {
  for (const key of keys) {
    const value = own(row, key);
    if (Array.isArray(value)) return value;
  }
  return [];
}

/** The first of these keys' values that is text. */
export function textAt(row: JsonObject, ...keys: string[]): string | undefined {
  return keys.map((key) => own(row, key)).find(isText);
}
