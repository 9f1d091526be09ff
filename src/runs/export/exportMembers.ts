import { createScanner } from 'jsonc-parser';

/** A member of a JSON object as it is written. `text` is all between two commas; `value` is what follows the colon. */
export interface Member {
  name: string;
  text: string;
  value: string;
}

/**
 * The members of a JSON object, in order, duplicates and all. Joined by commas their texts give the object back byte
 * for byte, which no parse and stringify does: 12345678901234567890, 1.0, "\u00e9" and twice the same key survive.
 * `object` must be valid JSON; nesting of any depth is read without recursion.
 */
export function splitMembers(object: string): Member[] {
  const scanner = createScanner(object, true);
  const members: Member[] = [];
  let depth = 0;
  let start = 0;
  let name: string | undefined;
  let valueStart = 0;

  const finish = (end: number) => {
    if (name === undefined) return;
    members.push({ name, text: object.slice(start, end), value: object.slice(valueStart, end).trim() });
    name = undefined;
  };

  do {
    scanner.scan();
    const at = scanner.getTokenOffset();
    // In valid JSON a token's first character says what it is.
    switch (object[at]) {
      case '{':
      case '[':
        if (depth++ === 0) start = at + 1;
        break;
      case '}':
      case ']':
        if (--depth === 0) finish(at);
        break;
      case '"':
        if (depth === 1) name ??= scanner.getTokenValue();
        break;
      case ':':
        if (depth === 1) valueStart = at + 1;
        break;
      case ',':
        if (depth === 1) {
          finish(at);
          start = at + 1;
        }
        break;
    }
  } while (scanner.getPosition() < object.length);
  return members;
}

/** The object again with `values` (JSON text by name) as its last members, in place of any members of those names. */
export function joinMembers(members: readonly Member[], values: Readonly<Record<string, string>>): string {
  const kept = members.filter(({ name }) => !Object.hasOwn(values, name)).map(({ text }) => text);
  const last = kept.pop();
  if (last !== undefined) kept.push(last.trimEnd());
  const added = Object.entries(values).map(([name, value]) => `${JSON.stringify(name)}:${value}`);
  return `{${[...kept, ...added].join(',')}}`;
}
