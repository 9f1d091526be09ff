import { css, html, LitElement } from 'lit';
import { LayoutEvent } from '../events.ts';
import { strings, t } from '../strings.ts';
import { base } from '../styles.ts';

const [least, most, step] = [0.15, 0.85, 0.05];

/**
 * The line between table and detail: dragged with the pointer, or moved with the arrow keys, which is why it is not the
 * split layout of @vscode-elements.
 */
export class Splitter extends LitElement {
  static override properties = {
    share: { attribute: false },
    vertical: { type: Boolean, reflect: true },
  };
  /** The share of the space, 0..1, that is before the line. */
  declare share: number;
  /** Whether the line runs from top to bottom. */
  declare vertical: boolean;

  constructor() {
    super();
    this.share = 0.5;
    this.vertical = false;
  }

  override render() {
    return html`
      <div
        role="separator"
        tabindex="0"
        aria-label=${t(strings.resize)}
        aria-orientation=${this.vertical ? 'vertical' : 'horizontal'}
        aria-valuenow=${Math.round(this.share * 100)}
        aria-valuemin=${least * 100}
        aria-valuemax=${most * 100}
        @keydown=${this.#onKey}
        @pointerdown=${this.#onPointerDown}
        @pointermove=${this.#onPointerMove}
      ></div>
    `;
  }

  #move(share: number): void {
    this.dispatchEvent(new LayoutEvent({ split: Math.max(least, Math.min(most, share)) }));
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const less = this.vertical ? 'ArrowLeft' : 'ArrowUp';
    const more = this.vertical ? 'ArrowRight' : 'ArrowDown';
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    this.#move(this.share + (event.key === more ? step : -step));
  };

  readonly #onPointerDown = (event: PointerEvent): void => {
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    event.preventDefault();
  };

  readonly #onPointerMove = (event: PointerEvent): void => {
    const line = event.currentTarget as HTMLElement;
    const space = this.parentElement?.getBoundingClientRect();
    if (!line.hasPointerCapture(event.pointerId) || !space) return;
    const along = this.vertical
      ? (event.clientX - space.left) / space.width
      : (event.clientY - space.top) / space.height;
    this.#move(this.vertical && getComputedStyle(this).direction === 'rtl' ? 1 - along : along);
  };

  static override styles = [
    base,
    css`
      :host {
        position: relative;
        background: var(--vscode-contrastBorder, var(--vscode-panel-border, var(--vscode-widget-border)));
      }
      /* Wider than the line, so that it can be grasped. */
      div {
        position: absolute;
        inset: -3px 0;
        z-index: 2;
        cursor: ns-resize;
        touch-action: none;
      }
      :host([vertical]) div {
        inset: 0 -3px;
        cursor: ew-resize;
      }
      div:is(:hover, :active, :focus-visible) {
        background: var(--vscode-sash-hoverBorder, var(--vscode-focusBorder));
        outline: none;
      }
      @media not (prefers-reduced-motion) {
        div {
          transition: background 0.1s 0.1s;
        }
      }
    `,
  ];
}

customElements.define('gavel-splitter', Splitter);
