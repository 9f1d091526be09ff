import { parseRow } from './parseRow.ts';
import type { RowShape } from './rowShape.ts';
import { type TextRange, valueOffsets } from './valueOffsets.ts';

/**
 * Where each response starts and ends inside the row's text, quotes included, in UTF-16 units: for scores shown inline.
 * A response made of content parts is found as its list; one that is the end of a transcript, as the whole transcript.
 * Undefined when the text is not a row of the shape.
 */
export function responseOffsets(text: string, shape: RowShape): TextRange[] | undefined {
  const parsed = parseRow(text);
  if ('trouble' in parsed) return undefined;
  const paths = shape.responsePaths(parsed.object);
  return paths.length === 0 ? undefined : valueOffsets(text, paths);
}
