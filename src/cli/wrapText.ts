import stringWidth from 'string-width';

const characters = new Intl.Segmenter();

/** Spaces; a character of a script that is written without them, with the punctuation behind it; or a word. */
const unspaced = String.raw`\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}`;
const pieces = new RegExp(String.raw`\s+|[${unspaced}]\p{P}*|[^\s${unspaced}]+`, 'gu');

/** Lines of at most `width` terminal columns, broken between words. A word that is longer than a line is cut. */
export function wrapText(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const [piece] of text.matchAll(pieces)) {
    if (stringWidth((line + piece).trimEnd()) <= width) {
      line += piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (stringWidth(line) > width) {
      const head = headOf(line, width);
      lines.push(head);
      line = line.slice(head.length);
    }
  }
  return line.trim() === '' && lines.length > 0 ? lines : [...lines, line.trimEnd()];
}

/** What fits of a text: at least one character, however narrow the terminal is. */
function headOf(text: string, width: number): string {
  let head = '';
  for (const { segment } of characters.segment(text)) {
    if (head !== '' && stringWidth(head + segment) > width) break;
    head += segment;
  }
  return head;
}
