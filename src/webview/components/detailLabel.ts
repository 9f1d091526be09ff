import { css, html, LitElement, nothing } from 'lit';
import '@vscode-elements/elements/dist/vscode-icon/index.js';
import type { DetailView, LabelView } from '../../shared/protocol.ts';
import { LabelEvent } from '../events.ts';
import { score } from '../format.ts';
import { strings, t } from '../strings.ts';
import { base } from '../styles.ts';

/** What the user says of a row: a thumb and a score for each text, and which one is better. Never shown to the judge. */
export class DetailLabel extends LitElement {
  static override properties = { detail: { attribute: false }, judged: { attribute: false } };
  declare detail: DetailView;
  declare judged: 'responses' | 'instructions';

  override render() {
    const { texts, label } = this.detail;
    if (texts.length === 0 || this.detail.changed) return nothing;
    const isChoice = texts.length > 1 && this.judged === 'responses';
    return html`
      <section aria-label=${t(strings.yourLabel)}>
        <h3>${t(strings.yourLabel)}</h3>
        <p class="quiet">${t(strings.yourLabelHint)}</p>
        ${texts.map((_, i) => this.#line(i, isChoice))}
        <div class="line">
          ${isChoice ? this.#toggle('law', strings.tie, strings.tieHint, label?.choice === 'tie', this.#choose('tie')) : nothing}
          ${label ? html`<button @click=${() => this.#tell({})}>${t(strings.clearLabel)}</button>` : nothing}
        </div>
      </section>
    `;
  }

  #line(i: number, isChoice: boolean) {
    const { label, scale } = this.detail;
    const name = t(this.judged === 'instructions' ? strings.instructionNumber : strings.response, i + 1);
    const thumb = label?.thumbs?.[i] ?? null;
    const given = label?.scores?.[i] ?? null;
    const range = scale ? `${score(scale.min)}–${score(scale.max)}` : '';
    return html`
      <div class="line" role="group" aria-label=${name}>
        <span class="name" title=${t(strings.numberHint)}>${name}</span>
        ${this.#toggle('thumbsup', strings.thumbUp, strings.thumbHint, thumb === 'up', this.#thumb(i, 'up'))}
        ${this.#toggle('thumbsdown', strings.thumbDown, strings.thumbHint, thumb === 'down', this.#thumb(i, 'down'))}
        ${isChoice ? this.#toggle('star', strings.better, strings.betterHint, label?.choice === i, this.#choose(i)) : nothing}
        <label title=${t(strings.ownScoreHint, range)}>
          ${t(strings.ownScore)}
          <input
            type="number"
            step="any"
            min=${scale?.min ?? nothing}
            max=${scale?.max ?? nothing}
            placeholder=${range}
            .value=${given === null ? '' : String(given)}
            @change=${(event: Event) => this.#score(i, event.target as HTMLInputElement)}
          />
        </label>
      </div>
    `;
  }

  #toggle(icon: string, name: string, hint: string, isOn: boolean, run: () => void) {
    return html`
      <button class=${isOn ? 'on' : ''} aria-pressed=${isOn} title=${t(hint)} @click=${run}>
        <vscode-icon name=${icon}></vscode-icon>${t(name)}
      </button>
    `;
  }

  #choose(choice: number | 'tie'): () => void {
    return () => {
      const { choice: before, ...others } = this.detail.label ?? {};
      this.#tell(before === choice ? others : { ...others, choice });
    };
  }

  #thumb(i: number, thumb: 'up' | 'down'): () => void {
    return () => {
      const before = this.detail.label?.thumbs?.[i];
      this.#tell({
        ...this.detail.label,
        thumbs: this.#each(this.detail.label?.thumbs, i, before === thumb ? null : thumb),
      });
    };
  }

  #score(i: number, input: HTMLInputElement): void {
    // A score off the scale would count in no measure of agreement: the browser says what is wrong, and nothing is kept.
    if (!input.reportValidity()) return;
    const { value, valueAsNumber } = input;
    const given = value === '' ? null : valueAsNumber;
    this.#tell({ ...this.detail.label, scores: this.#each(this.detail.label?.scores, i, given) });
  }

  #each<T>(all: readonly (T | null)[] | undefined, i: number, one: T | null): (T | null)[] {
    return this.detail.texts.map((_, at) => (at === i ? one : (all?.[at] ?? null)));
  }

  #tell(label: LabelView): void {
    this.dispatchEvent(new LabelEvent(this.detail.row, label));
  }

  static override styles = [
    base,
    css`
      section {
        margin-top: 12px;
      }
      h3 {
        margin: 0 0 4px;
        font-size: 0.92em;
        font-weight: 600;
        color: var(--vscode-descriptionForeground);
      }
      p {
        margin: 0 0 4px;
      }
      .line {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        margin-bottom: 4px;
      }
      .name {
        min-width: 9ch;
      }
      button {
        display: inline-flex;
        align-items: center;
        gap: 4px;
        padding: 1px 8px;
        border: 1px solid var(--vscode-button-border, var(--vscode-contrastBorder, transparent));
        border-radius: 3px;
        font: inherit;
        color: var(--vscode-button-secondaryForeground);
        background: var(--vscode-button-secondaryBackground);
        cursor: pointer;
      }
      button:hover {
        background: var(--vscode-button-secondaryHoverBackground);
      }
      button.on {
        color: var(--vscode-button-foreground);
        background: var(--vscode-button-background);
        /* In high contrast all buttons have one background. */
        outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
      }
      button:focus-visible,
      input:focus-visible {
        outline: 1px solid var(--vscode-focusBorder);
        outline-offset: 1px;
      }
      vscode-icon {
        color: inherit;
      }
      input {
        width: 9ch;
        padding: 1px 4px;
        border: 1px solid var(--vscode-settings-numberInputBorder, var(--vscode-input-border, var(--vscode-widget-border)));
        appearance: textfield;
        font: inherit;
        color: var(--vscode-input-foreground);
        background: var(--vscode-input-background);
      }
      input:invalid {
        border-color: var(--vscode-inputValidation-errorBorder, var(--vscode-errorForeground));
      }
      /* Its arrows would hide the scale, and one step is no step of every scale. */
      input::-webkit-inner-spin-button {
        display: none;
      }
      input::placeholder {
        color: var(--vscode-input-placeholderForeground);
      }
    `,
  ];
}

customElements.define('gavel-detail-label', DetailLabel);
