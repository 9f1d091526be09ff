import { isObject, type JsonObject, type JsonValue } from '../../dataset/json.ts';

/** A place in the rows that holds text. */
export interface FieldCandidate {
  /** A path as `gavel.fields` takes it. */
  path: string;
  /** The beginning of a text found there. */
  example: string;
  /** The path gives a list of texts, not one. */
  isList: boolean;
}

const deepest = 4;
const mostCandidates = 200;
const exampleLength = 80;

/** The places where rows hold text: `prompt`, `answers[*].text`, `turns[-1].value`. In the rows' order, each once. */
export function fieldCandidates(rows: readonly JsonObject[]): FieldCandidate[] {
  const found = new Map<string, FieldCandidate>();
  for (const row of rows) {
    for (const candidate of candidatesIn(row, '', false, 0)) {
      if (found.size < mostCandidates && !found.has(candidate.path)) found.set(candidate.path, candidate);
    }
  }
  return [...found.values()];
}

function* candidatesIn(value: JsonValue, path: string, isList: boolean, depth: number): Generator<FieldCandidate> {
  if (typeof value === 'string') {
    if (path !== '') yield { path, example: value.trim().replace(/\s+/g, ' ').slice(0, exampleLength), isList };
  } else if (depth === deepest) return;
  else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) yield* candidatesIn(inner, join(path, key), isList, depth + 1);
  } else if (Array.isArray(value) && path !== '') {
    const [first] = value;
    const last = value.at(-1);
    if (first === undefined || last === undefined) return;
    // A list in a list would be all elements of all lists: nothing that a row's responses are.
    if (!isList) yield* candidatesIn(first, `${path}[*]`, true, depth + 1);
    yield* candidatesIn(first, `${path}[0]`, isList, depth + 1);
    yield* candidatesIn(last, `${path}[-1]`, isList, depth + 1);
  }
}

function join(path: string, key: string): string {
  const isPlain = /^[^\s.[\]"'*$][^.[\]"'*]*$/.test(key);
  return isPlain ? `${path}${path === '' ? '' : '.'}${key}` : `${path}[${JSON.stringify(key)}]`;
}
