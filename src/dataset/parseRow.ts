import { isObject, type JsonObject, type JsonValue, kindOf } from './json.ts';
import { nestingDepth } from './nestingDepth.ts';
import type { Trouble } from './problem.ts';
import { syntaxError } from './syntaxError.ts';

/** More than data has, and less than exhausts the stack of whatever walks a row later. */
const deepest = 256;

/** A row's text, parsed; or what is wrong with it and at which UTF-16 offset. Never throws. */
export type ParsedRow = { object: JsonObject } | { trouble: Trouble; offset: number };

/** Parses a row. Of a key that occurs twice the last one counts, as everywhere in JavaScript and Python. */
export function parseRow(text: string): ParsedRow {
  // Before parsing: a few MB of opening brackets cost JSON.parse gigabytes.
  if (nestingDepth(text) > deepest) {
    return {
      trouble: {
        reason: 'not JSON',
        message: `The row is nested more than ${deepest} levels deep.`,
        next: 'Write the row again as a flat object with an instruction and its responses.',
      },
      offset: 0,
    };
  }
  let value: JsonValue;
  try {
    value = JSON.parse(text);
  } catch {
    const { words, offset } = syntaxError(text);
    return {
      trouble: { reason: 'not JSON', message: `Not JSON: ${words}.`, next: 'Correct the row at this place.' },
      offset,
    };
  }
  if (isObject(value)) return { object: value };
  return {
    trouble: {
      reason: 'not an object',
      message: `The row is ${kindOf(value)}, not an object.`,
      next: 'Make the row an object: {"instruction": "…", "responses": ["…", "…"]}.',
    },
    offset: text.search(/\S/),
  };
}
