import { css, html, LitElement, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import '@vscode-elements/elements/dist/vscode-button/index.js';
import type { Query, SummaryView } from '../../shared/protocol.ts';
import { QueryEvent } from '../events.ts';
import { count } from '../format.ts';
import { strings, t } from '../strings.ts';
import { base } from '../styles.ts';
import { type FilterOption, filterCount, filterGroups } from './toolbarOptions.ts';

/** The filters that are choices, behind one button. Escape closes the list, as does a click beside it. */
export class FilterMenu extends LitElement {
  static override properties = { summary: { attribute: false }, query: { attribute: false } };
  declare summary: SummaryView;
  declare query: Query;

  override render() {
    const on = filterCount(this.query);
    const label = on === 0 ? t(strings.filter) : t(strings.filterOn, count(on));
    const hint = on === 0 ? t(strings.filterHint) : t(strings.filterOnHint, count(on));
    return html`
      <vscode-button secondary icon=${on === 0 ? 'filter' : 'filter-filled'} title=${hint} @click=${this.#toggle}>
        <span class="word">${label}</span>
      </vscode-button>
      <div popover class="list" role="group" aria-label=${t(strings.filter)}>
        ${filterGroups(this.summary, this.query).map(
          ({ title, options }) => html`
            <fieldset>
              <legend class="quiet">${title}</legend>
              ${options.map((option) => this.#option(option))}
            </fieldset>
          `,
        )}
      </div>
    `;
  }

  #option({ label, isOn, toggled }: FilterOption): TemplateResult {
    return html`
      <label>
        <input
          type="checkbox"
          .checked=${live(isOn)}
          @change=${() => this.dispatchEvent(new QueryEvent(toggled))}
        />
        ${label}
      </label>
    `;
  }

  readonly #toggle = (): void => {
    const list = this.renderRoot.querySelector<HTMLElement>('.list');
    const button = this.renderRoot.querySelector('vscode-button')?.getBoundingClientRect();
    if (!list || !button) return;
    list.togglePopover();
    const left = Math.min(button.left, window.innerWidth - list.offsetWidth - 8);
    list.style.inset = `${button.bottom + 2}px auto auto ${Math.max(8, left)}px`;
    list.style.maxHeight = `${window.innerHeight - button.bottom - 12}px`;
    list.querySelector('input')?.focus();
  };

  static override styles = [
    base,
    css`
      :host {
        display: inline-block;
      }
      .list {
        margin: 0;
        padding: 8px 12px;
        overflow: auto;
        color: var(--vscode-menu-foreground, var(--vscode-foreground));
        background: var(--vscode-menu-background, var(--vscode-editorWidget-background));
        border: 1px solid var(--vscode-menu-border, var(--vscode-contrastBorder, var(--vscode-widget-border)));
        box-shadow: 0 2px 8px var(--vscode-widget-shadow, transparent);
      }
      fieldset {
        margin: 0 0 8px;
        padding: 0;
        border: none;
      }
      fieldset:last-child {
        margin: 0;
      }
      label {
        display: flex;
        align-items: center;
        gap: 6px;
        padding: 2px 0;
        max-width: 36em;
        cursor: pointer;
      }
      input {
        flex: none;
        margin: 0;
        accent-color: var(--vscode-button-background);
      }
      @container (max-width: 560px) {
        .word {
          display: none;
        }
      }
    `,
  ];
}

customElements.define('gavel-filter-menu', FilterMenu);
