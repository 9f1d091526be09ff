import { html, type TemplateResult } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { RowStatus } from '../../shared/protocol.ts';
import { strings } from '../strings.ts';

const icons: Readonly<Record<RowStatus, string>> = {
  scored: 'pass',
  'partly scored': 'circle-large-outline',
  unscored: 'circle-slash',
  malformed: 'error',
};

/** The status as a word; translate it before it is shown. */
export const statusWords: Readonly<Record<RowStatus, string>> = {
  scored: strings.statusScored,
  'partly scored': strings.statusPartly,
  unscored: strings.statusUnscored,
  malformed: strings.statusMalformed,
};

/** A status as an icon; the word stands beside it or in its title. */
export function statusIcon(status: RowStatus): TemplateResult {
  return html`<vscode-icon name=${icons[status]} size="14"></vscode-icon>`;
}

/** What marks a row with an odd reply. */
export function flagIcon(): TemplateResult {
  return html`<vscode-icon name="warning" size="14"></vscode-icon>`;
}
