/** What came of a batch: its results are in the run, or nothing of it will ever be. */
export type BatchClosed = 'collected' | 'failed' | 'not submitted' | 'given up';

/**
 * A line of a run file about a batch, so that any process can follow it. The first is written between the upload of the
 * request file and the creation of the batch, with the keys it asks about; one more once the endpoint has given the batch
 * an id, and one when it is over and done with. The endpoint's id of the request file tells which batch it is.
 */
export interface BatchNote {
  file: string;
  /** ISO 8601. */
  at: string;
  /** Keys of what is asked: 16 bytes each, in base64. */
  keys?: string;
  id?: string;
  closed?: BatchClosed;
}

/** A batch whose results are not in the run yet. */
export interface OpenBatch {
  /** The endpoint's id of its request file. */
  file: string;
  /** When its request file had been uploaded, ISO 8601. */
  at: string;
  keys: readonly string[];
  /** The endpoint's id of the batch; absent while nobody knows whether it was created. */
  id?: string;
}

/** The batches of a run, as its notes tell of them. */
export class BatchNotes {
  readonly #open = new Map<string, OpenBatch>();
  readonly #underWay = new Set<string>();

  /** Whether a batch is about this: nobody else is to ask it, its reply is still to be collected. */
  isUnderWay(key: string): boolean {
    return this.#underWay.has(key);
  }

  /** The reply to this is here. */
  hasArrived(key: string): void {
    this.#underWay.delete(key);
  }

  /** Batches whose results are not in the run yet, oldest first. */
  get open(): readonly OpenBatch[] {
    return [...this.#open.values()];
  }

  take({ file, at, keys, id, closed }: BatchNote): void {
    const known = this.#open.get(file);
    if (closed) {
      for (const key of known?.keys ?? []) this.#underWay.delete(key);
      this.#open.delete(file);
      return;
    }
    const batch = known ?? { file, at, keys: keys === undefined ? [] : unpackKeys(keys) };
    for (const key of batch.keys) this.#underWay.add(key);
    this.#open.set(file, id === undefined ? batch : { ...batch, id });
  }
}

/** A note as a run file has it. */
export interface BatchLine {
  batch: BatchNote;
}

/** A note of now. */
export function batchLine(note: Omit<BatchNote, 'at'>): BatchLine {
  return { batch: { ...note, at: new Date().toISOString() } };
}

/** Keys in base64: 50,000 take a megabyte, where hex digits with their quotes take 1.75. */
export function packKeys(keys: readonly string[]): string {
  const bytes = keys.map((key) =>
    String.fromCharCode(...(key.match(/../g) ?? []).map((hex) => Number.parseInt(hex, 16))),
  );
  return btoa(bytes.join(''));
}

function unpackKeys(packed: string): string[] {
  const bytes = atob(packed);
  return Array.from({ length: Math.floor(bytes.length / keyBytes) }, (_, at) => {
    let key = '';
    for (let i = at * keyBytes; i < (at + 1) * keyBytes; i++) key += bytes.charCodeAt(i).toString(16).padStart(2, '0');
    return key;
  });
}

const keyBytes = 16;
