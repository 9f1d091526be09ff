/** An edit of a document, as far as lines go. Lines and characters are 0-based. */
export interface LineEdit {
  startLine: number;
  startCharacter: number;
  endLine: number;
  /** Line breaks in the text that takes the place of the range. */
  breaks: number;
}

/** `count` lines in a row that were lines `origin`, `origin + 1`, ... of the file that was judged; or none of it. */
interface Piece {
  count: number;
  origin: number | undefined;
}

/**
 * Which line of the judged file each line of a document was, through any number of edits: a piece table, so that an edit
 * costs what the number of earlier edits costs, never the length of the file.
 */
export class LineAnchors {
  private pieces: Piece[];

  /** From the origin of each line; undefined is a line that was not in the judged file. */
  constructor(origins: Iterable<number | undefined>) {
    this.pieces = [];
    for (const origin of origins) append(this.pieces, { count: 1, origin });
  }

  /** Anchors of a document that is just what was judged. */
  static unchanged(): LineAnchors {
    const anchors = new LineAnchors([]);
    anchors.pieces = [{ count: Number.POSITIVE_INFINITY, origin: 0 }];
    return anchors;
  }

  /** The line that `line` was in the judged file; undefined when it was not there. */
  origin(line: number): number | undefined {
    let start = 0;
    for (const { count, origin } of this.pieces) {
      if (line < start + count) return origin === undefined ? undefined : origin + line - start;
      start += count;
    }
    return undefined;
  }

  /** Where the judged file's line is now; undefined when it is gone. */
  current(origin: number): number | undefined {
    let start = 0;
    for (const piece of this.pieces) {
      if (piece.origin !== undefined && origin >= piece.origin && origin < piece.origin + piece.count)
        return start + origin - piece.origin;
      start += piece.count;
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
    const first = startCharacter > 0 ? this.origin(startLine) : undefined;
    const last = startCharacter > 0 && (removed === 0 || breaks === 0) ? undefined : this.origin(endLine);
    if (breaks === 0) this.splice(startLine, removed + 1, [{ count: 1, origin: first ?? last }]);
    else
      this.splice(startLine, removed + 1, [
        { count: 1, origin: first },
        { count: breaks - 1, origin: undefined },
        { count: 1, origin: last },
      ]);
  }

  /** Says that `line` is the judged file's line `origin`, and no other line is: its content gave it away. */
  pin(line: number, origin: number): void {
    const before = this.current(origin);
    if (before === line) return;
    if (before !== undefined) this.splice(before, 1, [{ count: 1, origin: undefined }]);
    this.splice(line, 1, [{ count: 1, origin }]);
  }

  private splice(start: number, removed: number, inserted: readonly Piece[]): void {
    const next: Piece[] = [];
    let line = 0;
    let done = false;
    for (const piece of this.pieces) {
      const { count, origin } = piece;
      const end = line + count;
      const head = Math.min(count, Math.max(0, start - line));
      const tail = Math.min(count, Math.max(0, end - start - removed));
      append(next, { count: head, origin });
      if (!done && end > start) {
        for (const one of inserted) append(next, one);
        done = true;
      }
      // Infinity - Infinity is not a number: the last piece may have no end, and then its tail has none.
      if (tail > 0)
        append(next, {
          count: tail,
          origin: origin === undefined ? undefined : origin + Math.max(0, start + removed - line),
        });
      line = end;
    }
    if (!done) for (const one of inserted) append(next, one);
    this.pieces = next;
  }
}

/** Adds a piece, as part of the last one where it goes on from it. */
function append(pieces: Piece[], piece: Piece): void {
  if (piece.count <= 0) return;
  const last = pieces.at(-1);
  const goesOn =
    last &&
    (piece.origin === undefined
      ? last.origin === undefined
      : last.origin !== undefined && last.origin + last.count === piece.origin);
  if (goesOn) last.count += piece.count;
  else pieces.push({ ...piece });
}
