import { at, isText, type JsonObject, type JsonValue, own } from '../../dataset/json.ts';
import { parsePath, resolvePath } from '../../dataset/jsonPath.ts';
import { parseRow } from '../../dataset/parseRow.ts';
import { isProblem } from '../../dataset/problem.ts';
import type { Choice, Sample } from '../../dataset/sample.ts';
import { numberOf } from '../../dataset/shapes/labels.ts';
import { combined, winners } from '../../judging/votes.ts';
import type { RowSource } from '../export/exportRows.ts';
import { choiceOf, type PeopleLabel } from './peopleLabel.ts';

/** How whole numbers in a column name a response: from 0, from 1, or from 1 with 0 for a tie (PandaLM). */
export type Counting = 'from 0' | 'from 1' | '0 is a tie';

/** A column of a dataset that holds what people said, and how its numbers are meant. */
export interface LabelColumn {
  name: string;
  counting: Counting;
  /** Whether it has numbers at all. */
  numbers: boolean;
}

/** Rows that are looked at to tell how a column counts: enough for the rarest of its values to occur. */
const looked = 5000;

/**
 * Tells from its values how the numbers of each column name a response: where 0 occurs and the number of responses does
 * not, they count from 0; where both do, 0 is a tie.
 */
export async function lookAtColumns(
  names: readonly string[],
  source: (() => RowSource) | undefined,
): Promise<LabelColumn[]> {
  if (names.length === 0 || !source) return [];
  const { rows, read } = source();
  const seen = names.map(() => ({ zero: false, count: false, any: false }));
  let left = looked;
  for await (const row of rows) {
    if (left-- === 0) break;
    const sample = isProblem(row) ? row : read(row);
    if (isProblem(row) || isProblem(sample)) continue;
    for (const [i, name] of names.entries()) {
      const value = wholeNumber(labelAt(row.text, name));
      const found = seen[i];
      if (!found || value === undefined || sample.responses.length < 2) continue;
      found.any = true;
      found.zero ||= value === 0;
      found.count ||= value === sample.responses.length;
    }
  }
  return names.map((name, i) => {
    const { zero = false, count = false, any = false } = seen[i] ?? {};
    return { name, counting: !zero ? 'from 1' : count ? '0 is a tie' : 'from 0', numbers: any };
  });
}

/**
 * What the columns say of a row: each is one annotator, and their scores are averaged. Undefined where all are empty;
 * 'unreadable' where there is something that is no label.
 */
export function labelOfColumns(
  columns: readonly Pick<LabelColumn, 'name' | 'counting'>[],
  text: string,
  sample: Sample,
  texts: number,
): PeopleLabel | 'unreadable' | undefined {
  const choices: Choice[] = [];
  const all: (readonly (number | null)[])[] = [];
  let isUnreadable = false;
  for (const { name, counting } of columns) {
    const value = labelAt(text, name);
    if (value === undefined || value === null || value === '') continue;
    const given = scoresIn(value, texts);
    const choice = given ? choiceOf(winners(given)) : choiceIn(value, counting, sample);
    if (given) all.push(given);
    if (choice !== undefined) choices.push(choice);
    isUnreadable ||= !given && choice === undefined;
  }
  if (choices.length === 0 && all.length === 0) return isUnreadable ? 'unreadable' : undefined;
  return {
    choices,
    ...(all.length > 0 && { scores: meansOf(all, texts) }),
    ...(all.length > 1 && { annotatorScores: all }),
  };
}

/** What several annotators gave each text, on average over those who scored it. */
function meansOf(all: readonly (readonly (number | null)[])[], texts: number): (number | null)[] {
  return Array.from({ length: texts }, (_, i) =>
    combined(
      all.flatMap((given) => given[i] ?? []),
      'mean',
    ),
  );
}

function labelAt(text: string, name: string): JsonValue | undefined {
  const parsed = parseRow(text);
  return 'trouble' in parsed ? undefined : columnOf(parsed.object, name);
}

/** A key of the row, or a path into it where it has no such key. */
function columnOf(row: JsonObject, name: string): JsonValue | undefined {
  const value = own(row, name);
  if (value !== undefined) return value;
  const pattern = parsePath(name);
  const [path] = pattern ? resolvePath(row, pattern) : [];
  return path && at(row, path);
}

/** A list of a number a response, or one number (or yes and no) for a row with one response. */
function scoresIn(value: JsonValue, texts: number): (number | null)[] | undefined {
  const list = Array.isArray(value) ? value : texts === 1 ? [value] : [];
  if (list.length !== texts) return undefined;
  const scores = list.map((one) => (typeof one === 'boolean' ? Number(one) : numberOf(one)));
  return scores.some((score) => score !== null) ? scores : undefined;
}

function choiceIn(value: JsonValue, counting: Counting, { responses, responseNames }: Sample): Choice | undefined {
  const n = responses.length;
  const number = wholeNumber(value);
  if (number !== undefined) {
    if (number === 0 && counting === '0 is a tie') return 'tie';
    const position = counting === 'from 0' ? number : number - 1;
    return position >= 0 && position < n ? position : undefined;
  }
  if (!isText(value)) return undefined;
  const word = value.trim().toLowerCase();
  if (/^(tie|tied|draw|equal|both|neither|same)\b/.test(word)) return 'tie';
  const named = responseNames?.map((name) => name.trim().toLowerCase()).indexOf(word) ?? -1;
  // Two responses of one model have one name.
  if (named >= 0 && responseNames?.findLastIndex((name) => name.trim().toLowerCase() === word) === named) return named;
  const position = placeWord(word);
  return position !== undefined && position < n ? position : undefined;
}

/** `model_a`, `A`, `response b`, `answer_2`, `output1`, `first`, `chosen`: a 0-based position. */
function placeWord(word: string): number | undefined {
  const [, letter, digits] =
    /^(?:(?:model|response|answer|output|assistant|completion|option)[ _-]?)?(?:([a-j])|([1-9]\d{0,2}))$/.exec(word) ??
    [];
  if (letter !== undefined) return letter.charCodeAt(0) - 'a'.charCodeAt(0);
  if (digits !== undefined) return Number(digits) - 1;
  const place = ['first', 'second', 'third', 'fourth', 'fifth'].indexOf(word);
  if (place >= 0) return place;
  return { chosen: 0, rejected: 1 }[word];
}

function wholeNumber(value: JsonValue | undefined): number | undefined {
  const number = numberOf(value);
  return number !== null && Number.isInteger(number) ? number : undefined;
}
