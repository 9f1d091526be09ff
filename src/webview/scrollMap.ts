/**
 * The tallest element that is made, in pixels. Browsers go up to 33 million (Chromium) or 17 million (Firefox), but from
 * 2^23 on the numbers that a page is drawn with can't tell half a pixel apart.
 */
const tallest = 8_000_000;

/** From either end so much of the scroll bar is pixel by pixel, however many rows lie between. */
const plainShare = 1 / 4;

/** The share of the scroll bar that is a few pixels of it. */
const driftSeen = 1 / 200;

/**
 * Where in a list the scroll bar is, also where the list is taller than an element may be. Small steps (a wheel, an arrow)
 * scroll by what they are, so that every row can be reached; large ones (the bar dragged) go to the bar's share of the
 * list. The two drift apart meanwhile, which nobody sees, and are put together when the list is at rest.
 *
 * `top` is a place in the list, `scrollTop` one of the element, both in pixels.
 */
export class ScrollMap {
  /** Of the list. */
  #height = 0;
  /** Of the window onto it. */
  #view = 0;
  /** The list's pixel at the top of the window. */
  top = 0;
  /** What the element's `scrollTop` is, or is to be. */
  scrollTop = 0;

  /** Height of the element that stands for the list. */
  get height(): number {
    return Math.min(this.#height, tallest);
  }

  /** Takes over the sizes of the list and of the window. */
  resize(height: number, view: number): void {
    const isScaled = this.#height > tallest;
    this.#height = height;
    this.#view = view;
    if (isScaled || height > tallest || this.top > this.#last) this.moveTo(this.top);
  }

  /** Brings a pixel of the list to the top of the window: the element is to be scrolled to `scrollTop`. */
  moveTo(top: number): void {
    this.top = clamp(top, this.#last);
    this.scrollTop = Math.round(this.#toScroll(this.top));
  }

  /** The user has scrolled the element. */
  scrolled(scrollTop: number): void {
    const step = scrollTop - this.scrollTop;
    // The least that a dragged bar can move is far more than this where the list is not pixel by pixel.
    const isSmall = Math.abs(step) <= 2 * this.#view;
    const top = isSmall ? this.top + step : this.#toList(scrollTop);
    this.scrollTop = scrollTop;
    this.top = clamp(top, this.#last);
    // At an end of one of the two: what is left of the other could not be scrolled to.
    if (top !== this.top || scrollTop <= 0 || scrollTop >= this.#lastScroll) this.moveTo(this.top);
  }

  /** At rest: puts bar and list together again, where they have come apart so far that it could be seen. */
  settle(): void {
    const drift = Math.abs(this.#toScroll(this.top) - this.scrollTop);
    if (drift > this.height * driftSeen) this.moveTo(this.top);
  }

  /** Where in the element a pixel of the list is drawn: a whole number, on which letters are sharp. */
  placeOf(pixel: number): number {
    return Math.round(pixel - this.top + this.scrollTop);
  }

  /** The furthest `top`. */
  get #last(): number {
    return Math.max(0, this.#height - this.#view);
  }

  get #lastScroll(): number {
    return Math.max(0, this.height - this.#view);
  }

  #toList(scrollTop: number): number {
    return stretched(scrollTop, this.#lastScroll, this.#last, this.#lastScroll * plainShare);
  }

  #toScroll(top: number): number {
    return stretched(top, this.#last, this.#lastScroll, this.#lastScroll * plainShare);
  }
}

/** Maps 0..from onto 0..to: both ends as they are, what lies between stretched or shrunk. */
function stretched(at: number, from: number, to: number, plain: number): number {
  if (at <= plain) return at;
  if (at >= from - plain) return at - from + to;
  return plain + ((at - plain) * (to - 2 * plain)) / (from - 2 * plain);
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
