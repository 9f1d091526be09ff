import { isObject, type JsonPath, type JsonValue, own } from './json.ts';

/** One step of a user's path: a key, an index (from the end when negative), or every element of a list. */
type Step = string | number | { every: true };

/** A user's path, read. */
export type PathPattern = readonly Step[];

// The part of JSONPath (RFC 9535) that names values instead of searching for them: .key ["key"] [0] [-1] [*]
const stepForm = /\.(?<name>[^.[\]"'*]+)|\[(?<index>-?\d{1,9})\]|\[(?<every>\*)\]|\[(?<quoted>"(?:[^"\\]|\\.)*")\]/y;

/** Reads `a.b[0].c`, `answers[*].text`, `$["odd key"][-1]`; undefined when it is no such path. */
export function parsePath(path: unknown): PathPattern | undefined {
  if (typeof path !== 'string') return undefined;
  const given = path.trim();
  const text = given.startsWith('$') ? given.slice(1) : given.startsWith('[') ? given : `.${given}`;
  const steps: Step[] = [];
  for (let position = 0; position < text.length; position = stepForm.lastIndex) {
    stepForm.lastIndex = position;
    const form = stepForm.exec(text)?.groups;
    if (form === undefined) return undefined;
    const { name, index, quoted } = form;
    if (name !== undefined) steps.push(name);
    else if (index !== undefined) steps.push(Number(index));
    else if (quoted === undefined) steps.push({ every: true });
    else {
      const key = keyOf(quoted);
      if (key === undefined) return undefined;
      steps.push(key);
    }
  }
  return steps.length > 0 ? steps : undefined;
}

/** The places in a value that a pattern names and that exist, in order. */
export function resolvePath(value: JsonValue, pattern: PathPattern): JsonPath[] {
  let found: { path: JsonPath; value: JsonValue }[] = [{ path: [], value }];
  for (const step of pattern) found = found.flatMap((place) => children(place, step));
  return found.map((place) => place.path);
}

/** A concrete path as the user would write it: `completions[0].response`. */
export function formatPath(path: JsonPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    if (!/^[\p{L}_][\p{L}\p{N}_-]*$/u.test(step)) return `${text}[${JSON.stringify(step)}]`;
    return text === '' ? step : `${text}.${step}`;
  }, '');
}

function children({ path, value }: { path: JsonPath; value: JsonValue }, step: Step) {
  if (typeof step === 'string') {
    const child = isObject(value) ? own(value, step) : undefined;
    return child === undefined ? [] : [{ path: [...path, step], value: child }];
  }
  if (!Array.isArray(value)) return [];
  if (typeof step === 'object') return value.map((child, index) => ({ path: [...path, index], value: child }));
  const index = step < 0 ? value.length + step : step;
  const child = value[index];
  return child === undefined ? [] : [{ path: [...path, index], value: child }];
}

function keyOf(quoted: string): string | undefined {
  try {
    return JSON.parse(quoted);
  } catch {
    return undefined;
  }
}
