import type { Answers, Ask, HostMessage, PageMessage, Problem } from '../shared/protocol.ts';

/** What came of a question: its answer, or why there is none. */
export type Outcome<T> = { answer: T; problem?: undefined } | { answer?: undefined; problem: Problem };

/** Asks the extension, and pairs its answers with the questions. */
export class HostClient {
  readonly #post: (message: PageMessage) => void;
  readonly #onChanged: () => void;
  readonly #waiting = new Map<number, (outcome: Outcome<never>) => void>();
  #lastId = 0;

  /**
   * @param post sends a message to the extension
   * @param onChanged called whenever the extension says that the run has changed
   */
  constructor(post: (message: PageMessage) => void, onChanged: () => void) {
    this.#post = post;
    this.#onChanged = onChanged;
  }

  /** Asks one question. Never rejects: a refusal comes back as a problem. */
  ask<K extends Ask['kind']>(ask: Extract<Ask, { kind: K }>): Promise<Outcome<Answers[K]>> {
    const id = ++this.#lastId;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.#post({ type: 'ask', id, ask });
    });
  }

  /** Takes in one message of the extension. Answers to questions that nobody asked are ignored. */
  receive(message: HostMessage): void {
    if (message.type === 'changed') {
      this.#onChanged();
      return;
    }
    const settle = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    // The id pairs the answer with its question, so its type is the one that `ask` promised.
    if (message.type === 'answer') settle?.({ answer: message.answer as never });
    else settle?.({ problem: message.problem });
  }
}
