import type { Choice } from '../../dataset/sample.ts';

/** What somebody said of a row in Gavel, beside the judge's scores and never mixed with them. */
export interface RowLabel {
  /** Content hash of the row: it may move. */
  hash: string;
  /** ISO 8601. */
  at: string;
  /** Which response is better. */
  choice?: Choice;
  /** One a response. */
  thumbs?: ('up' | 'down' | null)[];
  /** One a response, on the judge's scale. */
  scores?: (number | null)[];
}

/** The labels of a run by the content of their rows. People give them one by one, so they are few. */
export class RowLabels {
  readonly #byHash = new Map<string, RowLabel>();
  get size(): number {
    return this.#byHash.size;
  }

  /** The label of the rows with this content. */
  of(hash: string): RowLabel | undefined {
    return this.#byHash.get(hash);
  }

  /** A later label takes the place of an earlier one; one that says nothing takes it back. */
  take(label: RowLabel): void {
    if (isEmpty(label)) this.#byHash.delete(label.hash);
    else this.#byHash.set(label.hash, label);
  }
}

function isEmpty({ choice, thumbs = [], scores = [] }: RowLabel): boolean {
  return choice === undefined && [...thumbs, ...scores].every((one) => one === null);
}
