import { printParseErrorCode, visit } from 'jsonc-parser';

const inWords: Readonly<Record<string, string>> = {
  InvalidSymbol: 'this is no JSON value or name (text and names need double quotes)',
  InvalidNumberFormat: 'this number is not written as JSON writes numbers',
  UnexpectedEndOfNumber: 'this number is not finished',
  PropertyNameExpected: 'a name in double quotes is expected here (perhaps there is a comma too many)',
  ValueExpected: 'a value is expected here',
  ColonExpected: 'a colon is expected here',
  CommaExpected: 'a comma is expected here',
  CloseBraceExpected: 'the object is not closed with }',
  CloseBracketExpected: 'the list is not closed with ]',
  EndOfFileExpected: 'there is more text after the end of the value',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'the text that starts here is not closed with "',
  InvalidUnicode: 'a \\u escape needs four hexadecimal digits',
  InvalidEscapeCharacter: 'JSON has no such escape',
  InvalidCharacter: 'a control character in text must be escaped',
};

// Inside a string: a whole escape, or else what makes the string invalid.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const escapeOrFault = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})|[\\\x00-\x1f]/g;

/** The first thing wrong with a text that JSON.parse refuses, in words, and its UTF-16 offset. */
export function syntaxError(text: string): { words: string; offset: number } {
  const errors: { code: string; offset: number; length: number }[] = [];
  visit(
    text,
    { onError: (error, offset, length) => errors.push({ code: printParseErrorCode(error), offset, length }) },
    { disallowComments: true },
  );
  const first = errors.toSorted((a, b) => a.offset - b.offset)[0];
  if (first === undefined) return { words: 'it can not be read', offset: 0 };
  const { code, offset, length } = first;
  return {
    words: inWords[code] ?? 'it can not be read',
    offset: offset + faultInString(code, text.slice(offset, offset + length)),
  };
}

/** jsonc-parser points at the string that holds the fault; a response may be long, so point at the fault itself. */
function faultInString(code: string, token: string): number {
  if (code !== 'InvalidCharacter' && code !== 'InvalidEscapeCharacter' && code !== 'InvalidUnicode') return 0;
  for (const match of token.matchAll(escapeOrFault)) if (match[0].length === 1) return match.index;
  return 0;
}
