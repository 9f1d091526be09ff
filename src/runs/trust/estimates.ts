import { type BootstrapOptions, pick, withInterval } from '../../statistics/bootstrap.ts';
import { mean } from '../../statistics/describe.ts';
import { type Estimate, type Measured, why } from '../../statistics/estimate.ts';

/**
 * How all intervals of a trust report are drawn. Of more than 2,000 rows only so many are drawn a time (see
 * withInterval): a report takes a second or two at any size, and says the same each time.
 */
export const drawing: BootstrapOptions = { seed: 1, draws: 2_000_000 };

/** The mean of a number a row. */
export function meanEstimate(values: ArrayLike<number>): Estimate {
  return withInterval(values.length, (rows) => mean(pick(values, rows)), drawing);
}

/** Σ part / Σ whole, where a row has a part and a whole: a share of scores, of which rows have several. */
export function ratioEstimate(parts: ArrayLike<number>, wholes: ArrayLike<number>): Estimate {
  const ratio = (rows: Uint32Array): Measured => {
    let [part, whole] = [0, 0];
    for (let i = 0; i < rows.length; i++) {
      part += parts[rows[i] as number] as number;
      whole += wholes[rows[i] as number] as number;
    }
    return whole === 0 ? { notDefined: why.noRows } : part / whole;
  };
  return withInterval(parts.length, ratio, drawing);
}

/**
 * Values of which rows have several, one row after the other. They are drawn by the row: those of one row go together, and
 * taken one by one they would seem to say more than they do (the cluster bootstrap; Davison and Hinkley 1997, chapter 3.8).
 */
export class ByRow {
  readonly #starts: number[] = [0];

  /** A row with so many values comes next. */
  add(values: number): void {
    this.#starts.push((this.#starts.at(-1) ?? 0) + values);
  }

  get rows(): number {
    return this.#starts.length - 1;
  }

  /** A measure over values by their places, with an interval from drawing rows. */
  estimate(measure: (places: Uint32Array) => Measured, draws = 1_000_000): Estimate {
    const widest = Math.max(1, (this.#starts.at(-1) ?? 0) / Math.max(1, this.rows));
    const options = { ...drawing, draws: draws / widest };
    return withInterval(this.rows, (rows) => measure(this.#places(rows)), options);
  }

  #places(rows: Uint32Array): Uint32Array {
    let length = 0;
    for (const row of rows) length += (this.#starts[row + 1] as number) - (this.#starts[row] as number);
    const places = new Uint32Array(length);
    let end = 0;
    for (const row of rows)
      for (let at = this.#starts[row] as number; at < (this.#starts[row + 1] as number); at++) places[end++] = at;
    return places;
  }
}
