import { wrapText } from './wrapText.ts';

/** Help texts are written for so many columns; a line that is shorter, by more than a word, ends where its author meant. */
const written = 110;

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
    const goesOn = last !== '' && word !== '' && last.length + 1 + word.length > written && !isFlag(line);
    if (goesOn) whole.push(`${whole.pop()} ${line.trimStart()}`);
    else whole.push(line);
    last = line;
  }
  return whole;
}

function fitted(line: string, width: number): string[] {
  const [first = ''] = /^ {2}\S.*? {2,}|^ */.exec(line) ?? [];
  const room = Math.max(20, width - first.length);
  const [head = '', ...rest] = wrapText(line.slice(first.length), room);
  return [first + head, ...rest.map((text) => ' '.repeat(first.length) + text)].map((text) => text.trimEnd());
}

/** `  --flag  what it does`: continued lines stand deeper, or at the margin. */
function isFlag(line: string): boolean {
  return /^ {1,4}\S/.test(line);
}
