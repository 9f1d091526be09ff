import { CLOSE_BRACKET, OPEN_BRACE, OPEN_BRACKET, skipSpace } from './nesting.ts';
import type { RowProblem, Trouble } from './problem.ts';

const lfsPointer = /^version https:\/\/git-lfs\.github\.com\/spec\//;

// First bytes of the files that people take for a dataset by mistake, as Latin-1 text.
const knownFormats: readonly { start: string; name: string; next: string }[] = [
  { start: '\x1f\x8b', name: 'gzip', next: 'Unpack it first (gunzip), then open the .jsonl inside.' },
  { start: '\x28\xb5\x2f\xfd', name: 'zstd', next: 'Unpack it first (unzstd), then open the .jsonl inside.' },
  { start: 'PK\x03\x04', name: 'zip or Excel', next: 'Unpack it, or export the sheet, as JSON Lines.' },
  { start: 'PAR1', name: 'Parquet', next: 'Export it as JSON Lines, for example with datasets.Dataset.to_json.' },
  { start: 'ARROW1', name: 'Arrow', next: 'Export it as JSON Lines, for example with datasets.Dataset.to_json.' },
  { start: '\xff\xfe', name: 'UTF-16 text', next: 'Save it with the encoding UTF-8.' },
  { start: '\xfe\xff', name: 'UTF-16 text', next: 'Save it with the encoding UTF-8.' },
];

/** What keeps a whole file from being read, judged by its first bytes (some 8 KB, or all of it). */
export function fileProblem(head: Uint8Array): RowProblem | undefined {
  const trouble = troubleOf(head);
  return trouble && { ...trouble, line: 1, column: 1 };
}

/** The problem of a file that has no row at all. */
export function emptyFile(): RowProblem {
  return {
    reason: 'empty file',
    message: 'The file has no rows.',
    next: 'Put one JSON object on each line, with an instruction and its responses.',
    line: 1,
    column: 1,
  };
}

function troubleOf(head: Uint8Array): Trouble | undefined {
  const latin1 = String.fromCharCode(...head.subarray(0, 64));
  if (lfsPointer.test(latin1)) {
    return {
      reason: 'Git LFS pointer',
      message: 'This is a Git LFS pointer, not the dataset itself.',
      next: 'Run `git lfs pull` to fetch the file.',
    };
  }
  const known = knownFormats.find((format) => latin1.startsWith(format.start));
  if (known)
    return { reason: 'binary file', message: `This is a ${known.name} file, not UTF-8 JSON.`, next: known.next };
  if (looksLikeJson(head) || !mostlyBinary(head)) return undefined;
  return {
    reason: 'binary file',
    message: 'This is a binary file, or text that is not UTF-8.',
    next: 'Open a .jsonl or .json file; if it is text, save it with the encoding UTF-8.',
  };
}

/** A JSON text in another encoding is reported row by row: some of its rows may be readable. */
function looksLikeJson(head: Uint8Array): boolean {
  const first = skipSpace(head);
  const second = head[skipSpace(head, first + 1)];
  if (head[first] === OPEN_BRACE) return second === 34 || second === 125;
  return head[first] === OPEN_BRACKET && (second === OPEN_BRACE || second === CLOSE_BRACKET);
}

/** Whether more than a tenth of the text is control characters or bytes that are not UTF-8. */
function mostlyBinary(head: Uint8Array): boolean {
  // `stream`: a character cut at the end of the head is not an error.
  const text = new TextDecoder().decode(head, { stream: true });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  const odd = text.match(/[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]/g)?.length ?? 0;
  return odd > text.length / 10;
}
