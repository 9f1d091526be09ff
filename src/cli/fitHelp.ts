import { wrapText } from './wrapText.ts';

/** Help texts are written for so many columns; a line that is shorter, by more than a word, ends where its author meant. */
const written = 110;
const exampleLength = 20;

/** A help text in a narrower terminal: lines that do not fit go on below, under the words of their flag. */
export function fitHelp(text: string, width = written): string {
  if (text.split('\n').every((line) => line.length <= width)) return text;
  return joined(text.split('\n'))
    .flatMap((line) => fitted(line, width))
    .join('\n');
}

/** Lines that were broken only because they were full, in one again. */
function joined(lines: readonly string[]): string[] {
  const whole: string[] = [];
  let last = '';
  for (const line of lines) {
    const [word = ''] = line.trimStart().split(' ');
    // A long word begins a line because it is an example, not because the line before was full.
    const isFull = last.length + 1 + Math.min(word.length, exampleLength) > written;
    const goesOn = last !== '' && word !== '' && isFull && !isFlag(line);
    if (goesOn) whole.push(`${whole.pop()} ${line.trimStart()}`);
    else whole.push(line);
    last = line;
  }
  return whole;
}

function fitted(line: string, width: number): string[] {
  const [first = ''] = /^ {2}\S.*? {2,}|^ */.exec(line) ?? [];
  const words = line.slice(first.length);
  // What is there to be copied stays whole, though it stands over the edge.
  const longest = Math.max(...words.split(' ').map((word) => word.length));
  const [head = '', ...rest] = wrapText(words, Math.max(20, longest, width - first.length));
  return [first + head, ...rest.map((text) => ' '.repeat(first.length) + text)].map((text) => text.trimEnd());
}

/** `  --flag  what it does`: continued lines stand deeper, or at the margin. */
function isFlag(line: string): boolean {
  return /^ {1,4}\S/.test(line);
}
