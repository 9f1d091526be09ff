import { css } from 'lit';

/** What every part of the page starts from: VS Code's font and colours, and a visible focus. */
export const base = css`
  :host {
    display: block;
    box-sizing: border-box;
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.4;
    color: var(--vscode-foreground);
  }
  :host([hidden]) {
    display: none;
  }
  /* Not "inherit", by which no two elements share a style: a screen of rows would take 25 ms to style instead of one. */
  * {
    box-sizing: border-box;
  }
  :focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -1px;
  }
  .quiet {
    color: var(--vscode-descriptionForeground);
  }
  .number {
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .clip {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    min-width: 0;
  }
  .glyph {
    flex: none;
    width: 14px;
    font: normal 14px / 1 codicon;
    text-align: center;
    color: var(--vscode-icon-foreground, currentcolor);
  }
  button.plain {
    font: inherit;
    color: inherit;
    background: none;
    border: none;
    border-radius: 3px;
    padding: 0;
    text-align: start;
    cursor: pointer;
  }
`;

/**
 * Score colours: the ones that the extension contributes and the editor's badges have, so that a user changes them in one
 * place. (VS Code turns only the first dot of a colour's id into a hyphen when it names the variable for a page.) A chip
 * thins its colour with the background far enough that its text keeps a contrast of 4.5 in the default themes.
 */
export const palette = css`
  :host {
    --gavel-ground: var(--vscode-editor-background);
    --gavel-band-0: var(--vscode-gavel-score\\.veryLow, var(--vscode-charts-red));
    --gavel-band-1: var(--vscode-gavel-score\\.low, var(--vscode-charts-orange));
    --gavel-band-2: var(--vscode-gavel-score\\.middle, var(--vscode-charts-yellow));
    --gavel-band-3: var(--vscode-gavel-score\\.high, var(--vscode-charts-green));
    --gavel-band-4: var(--vscode-gavel-score\\.veryHigh, var(--vscode-charts-green));
  }
  .band-0 {
    --band: var(--gavel-band-0);
  }
  .band-1 {
    --band: var(--gavel-band-1);
  }
  .band-2 {
    --band: var(--gavel-band-2);
  }
  .band-3 {
    --band: var(--gavel-band-3);
  }
  .band-4 {
    --band: var(--gavel-band-4);
  }
`;

/** Which of the five colours a normalised score (0..1) has. */
export function band(normalised: number): number {
  return Math.max(0, Math.min(4, Math.floor(normalised * 5)));
}
