import type { RowTexts, RowView } from '../shared/protocol.ts';
import type { Outcome } from './hostClient.ts';

/** Rows whose texts are pulled at a time. */
const batchSize = 100;

/** Rows whose texts are kept; the ones pulled longest ago go first. */
const textsKept = 2000;

/** Pulls the texts of rows by their index. */
export type PullTexts = (rows: readonly number[]) => Promise<Outcome<RowTexts[]>>;

/** The texts of the rows on the screen, pulled after their numbers, one question at a time. */
export class ShownTexts {
  readonly #pull: PullTexts;
  readonly #onArrival: () => void;
  /** By row; `judged` says of which judgement. */
  readonly #known = new Map<number, { judged: number; texts: RowTexts }>();
  #shown: readonly RowView[] = [];
  #pulling = false;

  /** @param onArrival called when there are texts that were not there before */
  constructor(pull: PullTexts, onArrival: () => void) {
    this.#pull = pull;
    this.#onArrival = onArrival;
  }

  /** The texts of a row, if they have been pulled: outdated ones until their successors arrive. */
  of(row: number): RowTexts | undefined {
    return this.#known.get(row)?.texts;
  }

  /** Says which rows are on the screen, and pulls what is missing of them. */
  show(rows: readonly RowView[]): void {
    this.#shown = rows;
    if (!this.#pulling) void this.#pullMissing();
  }

  async #pullMissing(): Promise<void> {
    this.#pulling = true;
    for (let missing = this.#missing(); missing.length > 0; missing = this.#missing()) {
      const batch = missing.slice(0, batchSize);
      const { answer } = await this.#pull(batch.map(({ row }) => row));
      // Asked again when other rows are shown, or these anew.
      if (answer === undefined) break;
      this.#keep(batch, answer);
      this.#onArrival();
    }
    this.#pulling = false;
  }

  #missing(): RowView[] {
    return this.#shown.filter(({ row, judged }) => {
      const known = this.#known.get(row);
      return known?.judged !== judged || known.texts.instruction === undefined;
    });
  }

  #keep(asked: readonly RowView[], answer: readonly RowTexts[]): void {
    const byRow = new Map(answer.map((texts) => [texts.row, texts]));
    for (const { row, judged } of asked) {
      // Of a row that is not there (any more) nothing is to be had.
      const texts = byRow.get(row) ?? { row, instruction: null, rationale: '', labelled: false };
      this.#known.delete(row);
      this.#known.set(row, { judged, texts });
    }
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= textsKept) break;
      this.#known.delete(oldest);
    }
  }
}
