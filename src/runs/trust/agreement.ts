import type { Breathe } from '../breathe.ts';
import { type ScoreAgreement, ScoreTally } from './scoreAgreement.ts';
import type { Tally, TrustRow } from './trustRow.ts';
import { type WinnerAgreement, WinnerTally } from './winnerAgreement.ts';

/** How far a judge agrees with people, on the rows that people labelled. */
export interface Agreement {
  /** Judged rows that people said something of, and rows where the column that was named holds no label. */
  labelled: number;
  unreadable: number;
  /** Which response is better; absent where nobody said. */
  winners?: WinnerAgreement;
  /** How good each is; absent where nobody said. */
  scores?: ScoreAgreement;
}

/** Adds up what people said, and what the judge said of the same. */
export class AgreementTally implements Tally {
  readonly #winners = new WinnerTally();
  readonly #scores = new ScoreTally();
  /** Thumbs among scores would be the lowest of them. They count where there is nothing else. */
  readonly #thumbs = new ScoreTally();
  #labelled = 0;
  #unreadable = 0;

  add(row: TrustRow): void {
    if (row.people === 'unreadable') this.#unreadable++;
    else if (row.people) {
      this.#labelled++;
      this.#winners.add(row);
      (row.people.isThumbs ? this.#thumbs : this.#scores).add(row);
    }
  }

  async result(breathe: Breathe): Promise<Agreement> {
    const winners = await this.#winners.result(breathe);
    const scores = (await this.#scores.result(breathe)) ?? (await this.#thumbs.result(breathe));
    return {
      ...{ labelled: this.#labelled, unreadable: this.#unreadable },
      ...(winners && { winners }),
      ...(scores && { scores }),
    };
  }
}
