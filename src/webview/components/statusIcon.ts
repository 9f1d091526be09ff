import { html, type TemplateResult } from 'lit';
import type { RowStatus } from '../../shared/protocol.ts';
import { strings } from '../strings.ts';

/** Characters of the codicon font: an element of its own for each icon would be most of what a row costs to draw. */
const glyphs = {
  scored: '\ueba4',
  'partly scored': '\uebb5',
  unscored: '\ueabd',
  malformed: '\uea87',
  warning: '\uea6c',
  /** shield */
  suspicious: '\ueb53',
  /** arrow-swap */
  changes: '\uebcb',
  person: '\uea67',
} as const;

/** The status as a word; translate it before it is shown. */
export const statusWords: Readonly<Record<RowStatus, string>> = {
  scored: strings.statusScored,
  'partly scored': strings.statusPartly,
  unscored: strings.statusUnscored,
  malformed: strings.statusMalformed,
};

/** A status, or what marks a row, as an icon; the word stands beside it or in its title. */
export function glyph(name: keyof typeof glyphs): TemplateResult {
  return html`<span class="glyph" aria-hidden="true">${glyphs[name]}</span>`;
}
