/** An edit of a document, as far as lines go. Lines and characters are 0-based. */
export interface LineEdit {
  startLine: number;
  startCharacter: number;
  endLine: number;
  /** Line breaks in the text that takes the place of the range. */
  breaks: number;
}

/** The origin of a line that was not in the judged file. */
export const noOrigin = -1;

/** So many lines are looked for one piece after the other before it pays to put them in order. */
const fewLookups = 20;

/** `count` lines in a row that were lines `origin`, `origin + 1`, ... of the file that was judged; or none of it. */
interface Piece {
  count: number;
  origin: number;
}

/**
 * Which line of the judged file each line of a document was, through any number of edits: a piece table, so that a line
 * is found by bisection, and an edit costs what the number of pieces costs, never the length of the file. In columns,
 * because a file that was sorted anew has a piece a line.
 */
export class LineAnchors {
  /** The line that each piece begins with, rising from 0. A piece ends where the next begins; the last has no end. */
  private starts: Int32Array;
  private origins: Int32Array;
  private pieces = 0;
  /** The pieces in the order of their origins: made once many are looked for between two edits. */
  private byOrigin: Uint32Array | undefined;
  private lookups = 0;

  /** From the origin of each line; noOrigin is a line that was not in the judged file. */
  constructor(origins: Int32Array) {
    this.starts = new Int32Array(64);
    this.origins = new Int32Array(64);
    for (let line = 0; line < origins.length; line++) this.append(line, origins[line] as number);
    this.append(origins.length, noOrigin);
  }

  /** Anchors of a document that is just what was judged. */
  static unchanged(): LineAnchors {
    const anchors = new LineAnchors(new Int32Array(0));
    anchors.origins[0] = 0;
    return anchors;
  }

  /** The line that `line` was in the judged file; undefined when it was not there. */
  origin(line: number): number | undefined {
    const origin = this.originAt(line);
    return origin === noOrigin ? undefined : origin;
  }

  /** Where the judged file's line is now; undefined when it is gone. */
  current(origin: number): number | undefined {
    if (this.lookups++ >= fewLookups) return this.lineIn(this.pieceOf(origin), origin);
    for (let piece = 0; piece < this.pieces; piece++) {
      const line = this.lineIn(piece, origin);
      if (line !== undefined) return line;
    }
    return undefined;
  }

  /**
   * Follows an edit. A replacement of as many lines keeps each in its place. Otherwise the text before the edit stays
   * with its first line and the text after it with its last, so whole lines put in or taken out leave all others alone.
   */
  edit({ startLine, startCharacter, endLine, breaks }: LineEdit): void {
    const removed = endLine - startLine;
    if (removed === breaks) return;
    const first = startCharacter > 0 ? this.originAt(startLine) : noOrigin;
    const last = startCharacter > 0 && (removed === 0 || breaks === 0) ? noOrigin : this.originAt(endLine);
    if (breaks === 0) this.splice(startLine, removed + 1, [{ count: 1, origin: first === noOrigin ? last : first }]);
    else
      this.splice(startLine, removed + 1, [
        { count: 1, origin: first },
        { count: breaks - 1, origin: noOrigin },
        { count: 1, origin: last },
      ]);
  }

  /** Says that `line` is the judged file's line `origin`, and no other line is: its content gave it away. */
  pin(line: number, origin: number): void {
    const before = this.current(origin);
    if (before === line) return;
    if (before !== undefined) this.splice(before, 1, [{ count: 1, origin: noOrigin }]);
    this.splice(line, 1, [{ count: 1, origin }]);
  }

  private originAt(line: number): number {
    const piece = this.pieceAt(line);
    const origin = this.origins[piece] ?? noOrigin;
    return origin === noOrigin ? noOrigin : origin + line - (this.starts[piece] ?? 0);
  }

  /** The piece that a line is in. */
  private pieceAt(line: number): number {
    let [low, high] = [0, this.pieces - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.starts[middle] as number) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** Where in a piece the judged file's line is; undefined when it is not in it. */
  private lineIn(piece: number, origin: number): number | undefined {
    const first = this.origins[piece] ?? noOrigin;
    if (first === noOrigin || origin < first) return undefined;
    const line = (this.starts[piece] as number) + origin - first;
    return piece === this.pieces - 1 || line < (this.starts[piece + 1] as number) ? line : undefined;
  }

  /** The piece that the judged file's line is in, if it is in any. */
  private pieceOf(origin: number): number {
    this.byOrigin ??= orderOf(this.origins.subarray(0, this.pieces));
    const { byOrigin, origins } = this;
    let [low, high] = [0, byOrigin.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((origins[byOrigin[middle] as number] as number) <= origin) low = middle;
      else high = middle - 1;
    }
    return byOrigin[low] ?? 0;
  }

  private splice(start: number, removed: number, inserted: readonly Piece[]): void {
    const { starts, origins, pieces } = this;
    const behind = start + removed;
    const behindOrigin = this.originAt(behind);
    const tail = this.pieceAt(behind) + 1;
    const kept = start === 0 ? 0 : this.pieceAt(start - 1) + 1;
    this.starts = new Int32Array(pieces + inserted.length + 1);
    this.origins = new Int32Array(pieces + inserted.length + 1);
    this.byOrigin = undefined;
    this.lookups = 0;
    this.starts.set(starts.subarray(0, kept));
    this.origins.set(origins.subarray(0, kept));
    this.pieces = kept;
    let line = start;
    for (const { count, origin } of inserted) {
      if (count > 0) this.append(line, origin);
      line += count;
    }
    this.append(line, behindOrigin);
    const by = line - behind;
    for (let piece = tail; piece < pieces; piece++)
      this.append((starts[piece] as number) + by, origins[piece] as number);
  }

  /** Adds a piece behind the last, as part of it where it goes on from it. */
  private append(start: number, origin: number): void {
    const last = this.pieces - 1;
    if (last >= 0) {
      const before = this.origins[last] as number;
      const next = before === noOrigin ? noOrigin : before + start - (this.starts[last] as number);
      if (origin === next) return;
    }
    if (this.pieces === this.starts.length) {
      this.starts = doubled(this.starts);
      this.origins = doubled(this.origins);
    }
    this.starts[this.pieces] = start;
    this.origins[this.pieces++] = origin;
  }
}

function doubled(column: Int32Array): Int32Array {
  const larger = new Int32Array(2 * column.length);
  larger.set(column);
  return larger;
}

/** The places of a column's values, the smallest first. */
function orderOf(values: Int32Array): Uint32Array {
  // As numbers that hold both, which are sorted many times faster than by a function.
  const room = 2 ** 25;
  const keyed = new Float64Array(values.length);
  for (let at = 0; at < values.length; at++) keyed[at] = ((values[at] as number) + 1) * room + at;
  return Uint32Array.from(keyed.sort(), (key) => key % room);
}
