// JSON's structural bytes. All of them are ASCII, so they never occur inside a UTF-8 sequence.
export const NEWLINE = 10;
export const COMMA = 44;
export const OPEN_BRACKET = 91;
export const CLOSE_BRACKET = 93;
export const OPEN_BRACE = 123;
const CARRIAGE_RETURN = 13;
const QUOTE = 34;
const BACKSLASH = 92;
const CLOSE_BRACE = 125;

/** How deep inside brackets and strings a scan over JSON bytes is. */
export interface Nesting {
  depth: number;
  inString: boolean;
  escaped: boolean;
  /** A line ended inside a string, which JSON forbids: what was counted since may be wrong. */
  broken: boolean;
}

/** The state before a value's first byte. */
export function outside(): Nesting {
  return { depth: 0, inString: false, escaped: false, broken: false };
}

/**
 * Scans on from an index until `stops` says so at a byte outside all brackets and strings. Gives that byte's index, or
 * the length when the bytes ran out; `nesting` is then ready for the bytes that follow.
 */
export function scan(nesting: Nesting, bytes: Uint8Array, from: number, stops: (byte: number) => boolean): number {
  let index = from;
  while (index < bytes.length) {
    if (nesting.inString) {
      index = scanString(nesting, bytes, index);
      continue;
    }
    const byte = bytes[index] as number;
    if (nesting.depth === 0 && stops(byte)) return index;
    if (byte === QUOTE) nesting.inString = true;
    else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) nesting.depth++;
    else if ((byte === CLOSE_BRACE || byte === CLOSE_BRACKET) && nesting.depth > 0) nesting.depth--;
    index++;
  }
  return bytes.length;
}

/** Most bytes of a dataset are inside strings, so this loop is kept apart and touches nothing but local variables. */
function scanString(nesting: Nesting, bytes: Uint8Array, from: number): number {
  let escaped = nesting.escaped;
  for (let index = from; index < bytes.length; index++) {
    const byte = bytes[index] as number;
    if (byte === NEWLINE || (byte === QUOTE && !escaped)) {
      nesting.broken ||= byte === NEWLINE;
      nesting.inString = false;
      nesting.escaped = false;
      return index + 1;
    }
    escaped = byte === BACKSLASH && !escaped;
  }
  nesting.escaped = escaped;
  return bytes.length;
}

/** Whether a byte is JSON white space. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 32 || byte === NEWLINE || byte === CARRIAGE_RETURN || byte === 9;
}

/** Index of the first byte from `from` on that is no white space; the length when there is none. */
export function skipSpace(bytes: Uint8Array, from = 0): number {
  let index = from;
  while (index < bytes.length && isSpace(bytes[index])) index++;
  return index;
}

/** The length without white space at the end. */
export function trimmedLength(bytes: Uint8Array): number {
  let length = bytes.length;
  while (length > 0 && isSpace(bytes[length - 1])) length--;
  return length;
}

/** A line's bytes without the CR of a CRLF. */
export function withoutCarriageReturn(bytes: Uint8Array): Uint8Array {
  return bytes[bytes.length - 1] === CARRIAGE_RETURN ? bytes.subarray(0, -1) : bytes;
}
