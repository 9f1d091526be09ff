import type { JsonObject } from '../../../src/dataset/json.ts';
import type { Row } from '../../../src/dataset/rows.ts';

/** An object as the only row of a file. */
export function rowOf(object: JsonObject, text: string = JSON.stringify(object)): Row {
  return { index: 0, line: 1, offset: 0, length: new TextEncoder().encode(text).length, text };
}
