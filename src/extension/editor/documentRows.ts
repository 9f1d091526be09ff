import type { TextDocument } from 'vscode';
import type { StandingRow } from './alignRows.ts';

/** A row as it stands in a document. Lines and characters are 0-based. */
export interface DocumentRow extends StandingRow {
  /** Where on its first line it starts. */
  character: number;
  endLine: number;
}

/** The rows of a document, by line. */
export interface DocumentRows {
  /** The row that has something on this line. */
  at(line: number): DocumentRow | undefined;
  all(): Iterable<DocumentRow>;
}

type Lines = Pick<TextDocument, 'lineCount' | 'lineAt'>;

/** Longest document whose rows are read as a whole, in UTF-16 units; rows of one line each have no limit. */
const longestRead = 5_000_000;

/** The rows of a JSONL document: its lines that are not blank. Always true, whatever is edited. */
export function lineRows(document: Lines): DocumentRows {
  const at = (line: number): DocumentRow | undefined => {
    if (line < 0 || line >= document.lineCount) return undefined;
    const { text, isEmptyOrWhitespace } = document.lineAt(line);
    return isEmptyOrWhitespace ? undefined : { line, character: 0, endLine: line, text };
  };
  return {
    at,
    *all() {
      for (let line = 0; line < document.lineCount; line++) {
        const row = at(line);
        if (row) yield row;
      }
    },
  };
}

/**
 * Where a place in a row's text is in its document, 0-based. Not by the document's offsets: it counts all its lines anew
 * for them after an edit.
 */
export function positionIn(
  { line, character, endLine, text }: DocumentRow,
  offset: number,
): { line: number; character: number } {
  if (line === endLine) return { line, character: character + offset };
  const before = text.slice(0, offset).split('\n');
  const last = before.at(-1)?.length ?? 0;
  return before.length === 1
    ? { line, character: character + last }
    : { line: line + before.length - 1, character: last };
}

/** The rows of a JSON array, or of objects written over several lines, as they are now: to be read again after an edit. */
export async function readDocumentRows(document: Pick<TextDocument, 'getText'>): Promise<DocumentRows> {
  const rows: DocumentRow[] = [];
  const byLine = new Map<number, DocumentRow>();
  const text = document.getText();
  if (text.length <= longestRead) {
    const { readRows } = await import('../../dataset/rows.ts');
    for await (const row of readRows(once(new TextEncoder().encode(text)))) {
      if (!('text' in row) || row.text === undefined) continue;
      const line = row.line - 1;
      const endLine = line + (row.text.match(/\n/g)?.length ?? 0);
      const found = { line, character: (row.column ?? 1) - 1, endLine, text: row.text };
      rows.push(found);
      for (let at = line; at <= endLine; at++) if (!byLine.has(at)) byLine.set(at, found);
    }
  }
  return { at: (line) => byLine.get(line), all: () => rows };
}

/** Whether each row of a document is a line of its own, as far as its first line tells: no array, nothing left open. */
export function isRowALine(document: Lines): boolean {
  for (let line = 0; line < document.lineCount; line++) {
    const text = document.lineAt(line).text.trim();
    if (text !== '') return !text.startsWith('[') && !/[[{,:]$/.test(text);
  }
  return true;
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
