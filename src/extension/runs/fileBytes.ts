import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { type TextDocument, type Uri, workspace } from 'vscode';
import type { ReadRange } from '../../runs/file/runRecords.ts';
import type { Chunks } from '../../runs/rows/dataset.ts';

/**
 * The open document whose text is to be taken instead of the file: its unsaved text is what the user sees, and where no
 * file system stands behind it, it is all there is.
 */
function unsavedDocument(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  const hasFile = workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
  return workspace.textDocuments.find((document) => document.uri.toString() === key && (document.isDirty || !hasFile));
}

/** The bytes of a document: its unsaved text, else the file, unpacked, and streamed where Node can reach it. May throw. */
export function chunksOf(uri: Uri): Chunks {
  return async function* () {
    const document = unsavedDocument(uri);
    if (document) yield new TextEncoder().encode(document.getText());
    else if (uri.scheme === 'file') yield* (await import('../../node/fileChunks.ts')).fileChunks(uri.fsPath);
    else yield* (await import('../../node/gunzip.ts')).unpacked(oneChunk(await workspace.fs.readFile(uri)));
  };
}

/**
 * Reads the bytes of a document by where they are: to be made anew when its version changes. Where only the whole can be
 * read, because it is unsaved or in no file system that Node reaches, that is read once, and kept.
 */
export function rangesOf(uri: Uri): ReadRange {
  if (uri.scheme === 'file' && !unsavedDocument(uri)) {
    const ranges = import('../../node/fileRanges.ts').then(({ fileRanges }) => fileRanges(uri.fsPath));
    return async (offset, length) => (await ranges)(offset, length);
  }
  let whole: Promise<Uint8Array> | undefined;
  return async (offset, length) => {
    whole ??= import('node:stream/consumers').then(({ buffer }) => buffer(chunksOf(uri)()));
    return (await whole).subarray(offset, offset + length);
  };
}

/** Changes whenever a document's bytes do. Throws when the file is gone. */
export async function versionOf(uri: Uri): Promise<string> {
  const document = unsavedDocument(uri);
  if (document) return `unsaved ${document.version}`;
  const { mtime, size } = await workspace.fs.stat(uri);
  return `${mtime} ${size}`;
}

/** Size in bytes of what is judged. Throws when the file is gone. */
export async function sizeOf(uri: Uri): Promise<number> {
  const document = unsavedDocument(uri);
  return document ? new TextEncoder().encode(document.getText()).length : (await workspace.fs.stat(uri)).size;
}

/** The first and the last whole lines of a file: what a run file says of itself, however long it is. */
export async function* firstAndLastLine(uri: Uri): AsyncGenerator<Uint8Array> {
  if (uri.scheme !== 'file') return yield* chunksOf(uri)();
  let head = new Uint8Array(0);
  for await (const chunk of createReadStream(uri.fsPath) as AsyncIterable<Uint8Array>) {
    const end = chunk.indexOf(newline);
    head = concat(head, end === -1 ? chunk : chunk.subarray(0, end + 1));
    if (end !== -1 || head.length > longestHead) break;
  }
  yield head;
  const { size } = await stat(uri.fsPath);
  const from = Math.max(head.length, size - tailBytes);
  const { fileRanges } = await import('../../node/fileRanges.ts');
  const tail = await fileRanges(uri.fsPath)(from, size - from);
  const lastBreak = tail.lastIndexOf(newline, tail.length - 2);
  // No break in sight: the last line is longer than an end record can be, or it is all there is.
  if (lastBreak !== -1 || from === head.length) yield tail.subarray(lastBreak + 1);
}

const newline = 10;
/** More than a header has: what has no line break by then is no run file. */
const longestHead = 4 * 1024 * 1024;
/** More than an end record has. */
const tailBytes = 64 * 1024;

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
