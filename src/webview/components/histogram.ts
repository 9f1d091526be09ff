import { css, html, LitElement, nothing, svg } from 'lit';
import type { Query } from '../../shared/protocol.ts';
import { QueryEvent } from '../events.ts';
import { count, percent } from '../format.ts';
import { strings, t } from '../strings.ts';
import { band, base, palette } from '../styles.ts';

const barWidth = 16;
const gap = 2;
const height = 40;

/** The normalised scores by tenths. Each bar filters the table; the arrow keys go from bar to bar. */
export class Histogram extends LitElement {
  static override properties = {
    bins: { attribute: false },
    query: { attribute: false },
    focused: { state: true },
  };
  declare bins: readonly number[];
  declare query: Query;
  /** The bar that the Tab key reaches. */
  declare focused: number;

  constructor() {
    super();
    this.bins = [];
    this.focused = 0;
  }

  override render() {
    const bins = this.bins;
    const width = bins.length * (barWidth + gap) - gap;
    const text = bins.map((n, i) => t(strings.band, ...edges(i, bins.length).map(percent), count(n))).join('; ');
    return html`
      <svg
        viewBox="0 0 ${width} ${height + 12}"
        role="group"
        aria-label=${t(strings.histogramText, text)}
        @keydown=${this.#onKey}
      >
        ${bins.map((n, i) => this.#bar(n, i))}
        <line class="axis" x1="0" x2=${width} y1=${height + 0.5} y2=${height + 0.5}></line>
        <text x="0" y=${height + 11}>${percent(0)}</text>
        <text x=${width / 2} y=${height + 11} text-anchor="middle">${percent(0.5)}</text>
        <text x=${width} y=${height + 11} text-anchor="end">${percent(1)}</text>
      </svg>
    `;
  }

  #bar(n: number, i: number) {
    const [min, max] = edges(i, this.bins.length);
    const most = Math.max(1, ...this.bins);
    // A single score among thousands still shows.
    const tall = n === 0 ? 0 : Math.max(2, Math.round((n / most) * height));
    const label = t(strings.bandHint, percent(min), percent(max), count(n));
    const chosen = this.#isChosen(i);
    const others = this.query.scores !== undefined && !chosen;
    const x = i * (barWidth + gap);
    return svg`
      <g
        role="button"
        tabindex=${i === this.focused ? 0 : -1}
        aria-pressed=${chosen}
        aria-label=${label}
        class="bar band-${band((min + max) / 2)} ${chosen ? 'chosen' : ''} ${others ? 'other' : ''}"
        data-bin=${i}
        @click=${() => this.#toggle(i)}
      >
        <title>${label}</title>
        <rect class="area" x=${x} y="0" width=${barWidth} height=${height}></rect>
        ${tall > 0 ? svg`<rect class="count" x=${x} y=${height - tall} width=${barWidth} height=${tall}></rect>` : nothing}
      </g>
    `;
  }

  #isChosen(i: number): boolean {
    const [min, max] = edges(i, this.bins.length);
    return this.query.scores?.min === min && this.query.scores.max === max;
  }

  #toggle(i: number): void {
    const [min, max] = edges(i, this.bins.length);
    const { scores: _, ...rest } = this.query;
    this.focused = i;
    this.dispatchEvent(new QueryEvent(this.#isChosen(i) ? rest : { ...rest, scores: { min, max } }));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const last = this.bins.length - 1;
    const steps: Record<string, number> = {
      ArrowLeft: this.focused - 1,
      ArrowRight: this.focused + 1,
      Home: 0,
      End: last,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      this.focused = Math.max(0, Math.min(last, to));
      void this.updateComplete.then(() => this.renderRoot.querySelector<SVGGElement>('[tabindex="0"]')?.focus());
    } else if (event.key === 'Enter' || event.key === ' ') {
      this.#toggle(this.focused);
    } else {
      return;
    }
    event.preventDefault();
  };

  static override styles = [
    base,
    palette,
    css`
      svg {
        display: block;
        width: 100%;
        height: auto;
        direction: ltr;
      }
      .bar {
        cursor: pointer;
      }
      .area {
        fill: transparent;
      }
      .bar:hover .area {
        fill: var(--vscode-list-hoverBackground);
      }
      .count {
        fill: var(--band);
        stroke: var(--vscode-contrastBorder, none);
      }
      .other .count {
        opacity: 0.4;
      }
      .chosen .area {
        fill: var(--vscode-list-inactiveSelectionBackground);
        stroke: var(--vscode-contrastActiveBorder, var(--vscode-focusBorder));
      }
      .bar:focus-visible {
        outline: none;
      }
      .bar:focus-visible .area {
        stroke: var(--vscode-focusBorder);
        stroke-width: 2;
      }
      .axis {
        stroke: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-descriptionForeground)));
      }
      text {
        font-size: 9px;
        fill: var(--vscode-descriptionForeground);
      }
    `,
  ];
}

/** The lowest and the highest normalised score of a bin, as the table's filter takes them. */
function edges(bin: number, bins: number): [min: number, max: number] {
  return [bin / bins, (bin + 1) / bins];
}

customElements.define('gavel-histogram', Histogram);
