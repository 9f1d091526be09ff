import type { RecordCells } from './recordCells.ts';

/** A run in numbers, kept up to date record by record. Only scores on their scale enter `mean` and `histogram`. */
export class RunTotals {
  rows = 0;
  scored = 0;
  partlyScored = 0;
  unscored = 0;
  malformed = 0;
  /** Scores kept as given though they are outside their scale. */
  offScale = 0;
  /** How many scores `mean` is made of. */
  scores = 0;
  /** Most texts scored in one row so far. */
  width = 0;
  /** Rows that are not wholly scored, by reason, malformed ones too. */
  readonly byReason = new Map<string, number>();
  /** Ten equal bands of the normalised scores; the last includes 1. */
  readonly histogram: number[] = Array.from({ length: 10 }, () => 0);
  /** Rows judged more than once whose votes all put the same texts first, and those whose votes do not. */
  sameWinner = 0;
  otherWinner = 0;
  /** As the endpoint counted them; of judgements that were replaced too: they were paid for. */
  readonly tokens = { input: 0, output: 0 };
  #sum = 0;
  #apart = { rows: 0, sum: 0 };

  /** Mean of the normalised scores, 0..1; null when there is none. */
  get mean(): number | null {
    return this.scores === 0 ? null : this.#sum / this.scores;
  }

  /** How far the votes of rows judged more than once are apart, on average, 0..0.5; null when there are none. */
  get disagreement(): number | null {
    return this.#apart.rows === 0 ? null : Math.max(0, this.#apart.sum / this.#apart.rows);
  }

  spend({ input, output }: { input: number; output: number }): void {
    this.tokens.input += input;
    this.tokens.output += output;
  }

  add(cells: RecordCells): void {
    this.width = Math.max(this.width, cells.scores.length);
    this.#count(cells, 1);
  }

  remove(cells: RecordCells): void {
    this.#count(cells, -1);
  }

  #count({ status, reason, scores, scale, sameWinner, disagreement }: RecordCells, by: 1 | -1): void {
    this.rows += by;
    if (status === 'scored') this.scored += by;
    else if (status === 'partly scored') this.partlyScored += by;
    else if (status === 'unscored') this.unscored += by;
    else this.malformed += by;
    if (reason !== '') this.#countReason(reason, by);
    if (sameWinner === true) this.sameWinner += by;
    if (sameWinner === false) this.otherWinner += by;
    if (disagreement !== undefined) {
      this.#apart.rows += by;
      this.#apart.sum += by * disagreement;
    }
    for (const score of scores) {
      if (score === null) continue;
      if (score < scale.min || score > scale.max) {
        this.offScale += by;
        continue;
      }
      const normalised = (score - scale.min) / (scale.max - scale.min);
      this.scores += by;
      this.#sum += by * normalised;
      const band = Math.min(9, Math.floor(normalised * 10));
      this.histogram[band] = (this.histogram[band] ?? 0) + by;
    }
  }

  #countReason(reason: string, by: number): void {
    const rows = (this.byReason.get(reason) ?? 0) + by;
    if (rows > 0) this.byReason.set(reason, rows);
    else this.byReason.delete(reason);
  }
}
