import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type TextDocument, type Uri, workspace } from 'vscode';
import type { Chunks } from '../../runs/dataset.ts';
import type { RunSink } from '../../runs/runFile.ts';

/**
 * The open document whose text is to be taken instead of the file: its unsaved text is what the user sees, and where no
 * file system stands behind it, it is all there is.
 */
function unsavedDocument(uri: Uri): TextDocument | undefined {
  const key = uri.toString();
  const hasFile = workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
  return workspace.textDocuments.find((document) => document.uri.toString() === key && (document.isDirty || !hasFile));
}

/** The bytes of a document: its unsaved text, else the file, streamed where Node can reach it. Reading may throw. */
export function chunksOf(uri: Uri): Chunks {
  return async function* () {
    const document = unsavedDocument(uri);
    if (document) yield new TextEncoder().encode(document.getText());
    else if (uri.scheme === 'file') yield* createReadStream(uri.fsPath);
    else yield await workspace.fs.readFile(uri);
  };
}

/** Some bytes of a file, fewer where it ends before; undefined where only the whole file can be read. */
export async function readRange(uri: Uri, offset: number, length: number): Promise<Uint8Array | undefined> {
  if (uri.scheme !== 'file' || unsavedDocument(uri)) return undefined;
  const file = await open(uri.fsPath);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
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

/** A new file in Gavel's storage, which is on a disk of this machine, to append to. Throws when it exists. */
export async function newFileSink(uri: Uri): Promise<RunSink> {
  await mkdir(dirname(uri.fsPath), { recursive: true });
  const file = await open(uri.fsPath, 'ax');
  return { append: (text) => file.appendFile(text), close: () => file.close() };
}

/** The first and the last whole lines of a file: what a run file says of itself, however long it is. */
export async function* firstAndLastLine(uri: Uri): AsyncGenerator<Uint8Array> {
  if (uri.scheme !== 'file') return yield* chunksOf(uri)();
  let head = new Uint8Array(0);
  for await (const chunk of createReadStream(uri.fsPath) as AsyncIterable<Uint8Array>) {
    const end = chunk.indexOf(newline);
    head = concat(head, end === -1 ? chunk : chunk.subarray(0, end + 1));
    if (end !== -1) break;
  }
  yield head;
  const size = await sizeOf(uri);
  const from = Math.max(head.length, size - tailBytes);
  const tail = (await readRange(uri, from, size - from)) ?? new Uint8Array(0);
  const lastBreak = tail.lastIndexOf(newline, tail.length - 2);
  // No break in sight: the last line is longer than an end record can be, or it is all there is.
  if (lastBreak !== -1 || from === head.length) yield tail.subarray(lastBreak + 1);
}

const newline = 10;
/** More than an end record has. */
const tailBytes = 64 * 1024;

function concat(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}
