import { css, html, type TemplateResult } from 'lit';
import type { ScoreCell } from '../../shared/protocol.ts';
import { percent, score } from '../format.ts';
import { strings, t } from '../strings.ts';
import { band } from '../styles.ts';

/**
 * One score as a chip. The number is always there, colour only adds to it; no score is a dash, never a 0, and one off
 * the scale has no colour and an exclamation mark.
 *
 * @param position 0-based among what was judged together
 */
export function chip(cell: ScoreCell, position: number, judged: 'responses' | 'instructions'): TemplateResult {
  const label = chipTitle(cell, position, judged);
  const text = cell.value === null ? '–' : `${score(cell.value)}${cell.offScale ? '!' : ''}`;
  const kind = cell.normalised === null ? (cell.offScale ? 'off-scale' : 'gap') : `band-${band(cell.normalised)}`;
  return html`<span class="chip ${kind}" title=${`${label}. ${t(strings.scoreHow)}`} role="img" aria-label=${label}>${text}</span>`;
}

/** What the chip says, in words. */
export function chipTitle(cell: ScoreCell, position: number, judged: 'responses' | 'instructions'): string {
  const number = position + 1;
  if (cell.value === null) return t(strings.gapTitle, number, cell.gap ?? strings.noScore);
  if (cell.normalised === null) return t(strings.offScaleTitle, number, score(cell.value));
  const title = judged === 'instructions' ? strings.scoreTitleInstruction : strings.scoreTitle;
  return t(title, number, score(cell.value), percent(cell.normalised));
}

/** The look of a chip, for every component that shows some. */
export const chipStyles = css`
  .chip {
    display: inline-block;
    min-width: 2.3em;
    padding: 0 0.35em;
    border: 1px solid var(--vscode-contrastBorder, transparent);
    border-radius: 3px;
    font-variant-numeric: tabular-nums;
    font-size: 0.92em;
    line-height: 1.5;
    text-align: center;
    direction: ltr;
    white-space: nowrap;
    color: var(--vscode-editor-foreground);
    background: color-mix(in srgb, var(--band, transparent) 32%, var(--gavel-ground));
    box-shadow: inset 0 -2px 0 var(--band, transparent);
  }
  .chip.gap {
    color: var(--vscode-descriptionForeground);
    background: none;
    border: 1px dashed var(--vscode-contrastBorder, var(--vscode-descriptionForeground));
  }
  .chip.off-scale {
    background: none;
    border: 1px solid var(--vscode-editorWarning-foreground, var(--vscode-charts-yellow));
    font-style: italic;
  }
`;
