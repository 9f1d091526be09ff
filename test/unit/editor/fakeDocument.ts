import type { TextDocument, TextDocumentContentChangeEvent } from 'vscode';

/** As much of a text document as the pure parts of the editor look at, and a way to type into it. */
export class FakeDocument {
  version = 1;
  /** How often a line was asked for. */
  looks = 0;
  private lines: string[];

  constructor(text: string) {
    this.lines = text.split('\n');
  }

  get asDocument(): TextDocument {
    return this as unknown as TextDocument;
  }

  get lineCount(): number {
    return this.lines.length;
  }

  lineAt(line: number): { text: string; isEmptyOrWhitespace: boolean } {
    this.looks++;
    const text = this.lines[line] ?? '';
    return { text, isEmptyOrWhitespace: text.trim() === '' };
  }

  getText(): string {
    return this.lines.join('\n');
  }

  /** Puts `text` in place of what is between two places, and tells what VS Code would tell. */
  replace(
    from: [line: number, character: number],
    to: [line: number, character: number],
    text: string,
  ): TextDocumentContentChangeEvent[] {
    const head = (this.lines[from[0]] ?? '').slice(0, from[1]);
    const tail = (this.lines[to[0]] ?? '').slice(to[1]);
    this.lines.splice(from[0], to[0] - from[0] + 1, ...(head + text + tail).split('\n'));
    this.version++;
    const place = ([line, character]: [number, number]) => ({ line, character });
    return [{ range: { start: place(from), end: place(to) }, text }] as unknown as TextDocumentContentChangeEvent[];
  }
}
