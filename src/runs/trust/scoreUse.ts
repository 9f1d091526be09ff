import { normalisedScores } from '../../judging/judgement.ts';
import type { Scale } from '../../models/model.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import type { Breathe } from '../breathe.ts';
import { meanEstimate, ratioEstimate } from './estimates.ts';
import type { Tally, TrustRow } from './trustRow.ts';

/** How a judge uses its scale: one that gives everyone 8 tells nothing, however right the 8 is. */
export interface ScoreUse {
  /** Scores on their scale, and of how many rows. */
  scores: number;
  rows: number;
  /** The score that is given most: its share of all, and the score in words ("8 of 1–10", "0.67 of 0–1"). */
  commonest: { share: Estimate; score: string };
  /** Shares of the highest and the lowest score. */
  ceiling: Estimate;
  floor: Estimate;
  /** What each score's share would be, were all steps of the scale used alike. */
  even: number;
  /** Rows with several responses, and the share of them in which all have the same score. */
  several: number;
  alike?: Estimate;
  /** Scores off their scale, which are in no other number here. */
  offScale: number;
  /** Scores (0..1) by tenths; the last includes 1. */
  tenths: number[];
}

/** Scores of 0..1 that are the same when rounded to a thousandth are one: expected scores have all digits. */
const steps = 1000;

interface Counted {
  count: number;
  /** As the judge gave it, and on which scale. */
  value: number;
  scale: Scale;
}

/** Adds up which scores are given how often. */
export class ScoreUseTally implements Tally {
  /** By normalised score. */
  readonly #counts = new Map<number, Counted>();
  /** Of each row: the scores as keys of `#counts`, one row after the other. */
  readonly #keys: number[] = [];
  readonly #widths: number[] = [];
  readonly #ceiling: number[] = [];
  readonly #floor: number[] = [];
  readonly #alike: number[] = [];
  #even = 0;
  #offScale = 0;
  /** Rows of one scale name a score as the judge does. */
  #isOneScale = true;

  add({ judgement }: TrustRow): void {
    const { scores, scale, offScale } = judgement;
    this.#offScale += offScale.length;
    const normalised = normalisedScores(judgement);
    const known = normalised.flatMap((score) => score ?? []);
    if (known.length === 0) return;
    for (const [i, score] of normalised.entries()) if (score !== null) this.#count(score, Number(scores[i]), scale);
    this.#widths.push(known.length);
    this.#ceiling.push(known.filter((score) => score === 1).length);
    this.#floor.push(known.filter((score) => score === 0).length);
    this.#even += known.length / (scale.max - scale.min + 1);
    if (normalised.length > 1 && known.length === normalised.length) {
      this.#alike.push(known.every((score) => score === known[0]) ? 1 : 0);
    }
  }

  #count(score: number, value: number, scale: Scale): void {
    const key = Math.round(score * steps);
    this.#keys.push(key);
    const counted = this.#counts.get(key);
    const [any] = this.#counts.values();
    if (any && (any.scale.min !== scale.min || any.scale.max !== scale.max)) this.#isOneScale = false;
    if (counted) counted.count++;
    else this.#counts.set(key, { count: 1, value, scale });
  }

  /** Undefined where there is no score on its scale. */
  async result(breathe: Breathe): Promise<ScoreUse | undefined> {
    const [most] = [...this.#counts].sort(([, a], [, b]) => b.count - a.count);
    if (!most) return undefined;
    const [key, { value, scale }] = most;
    await breathe();
    const [share, ceiling, floor] = [this.#perRow(key), this.#ceiling, this.#floor].map((parts) =>
      ratioEstimate(parts, this.#widths),
    ) as [Estimate, Estimate, Estimate];
    await breathe();
    return {
      ...{ scores: this.#keys.length, rows: this.#widths.length },
      commonest: { share, score: this.#inWords(key, value, scale) },
      ...{ ceiling, floor, even: this.#even / this.#keys.length, several: this.#alike.length },
      ...(this.#alike.length > 0 && { alike: meanEstimate(this.#alike) }),
      offScale: this.#offScale,
      tenths: this.#tenths(),
    };
  }

  #tenths(): number[] {
    const tenths = new Array<number>(10).fill(0);
    for (const [key, { count }] of this.#counts) {
      const at = Math.min(9, Math.floor((10 * key) / steps));
      tenths[at] = (tenths[at] ?? 0) + count;
    }
    return tenths;
  }

  /** How many scores of each row are this one. */
  #perRow(key: number): number[] {
    let at = 0;
    return this.#widths.map((width) => {
      const same = this.#keys.slice(at, at + width).filter((one) => one === key).length;
      at += width;
      return same;
    });
  }

  #inWords(key: number, value: number, { min, max }: Scale): string {
    return this.#isOneScale ? `${Number(value.toFixed(2))} of ${min}–${max}` : `${(key / steps).toFixed(2)} of 0–1`;
  }
}
