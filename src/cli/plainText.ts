import { styleText } from 'node:util';
import type { Output } from './terminal.ts';

/**
 * Text that came from a row, a reply or an endpoint, made safe for a terminal: on one line, without control characters
 * (escape sequences move the cursor and rename the window) and without marks that turn the direction of what follows.
 */
export function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ').trim();
}

/** Colours text; the identity where there are no colours. */
export type Paint = (style: Parameters<typeof styleText>[0], text: string) => string;

/** Colours for a stream that has them: a terminal, unless NO_COLOR or TERM=dumb says otherwise. */
export function paintFor(stream: Output): Paint {
  if (!stream.isTTY || !stream.hasColors?.()) return (_style, text) => text;
  return (style, text) => styleText(style, text, { validateStream: false });
}
