import type { JudgeBehaviour } from '../host/judgeServer.ts';

/** A judge that answers only as many requests as it is told to: a run stands still where a test wants to look at it. */
export class HeldAnswers {
  #waiting: (() => void)[] = [];
  #allowed = 0;

  readonly behaviour: JudgeBehaviour = async () => {
    if (this.#allowed > 0) this.#allowed--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return undefined;
  };

  /** Lets so many further requests be answered; those that wait already come first. */
  release(count: number): void {
    const now = this.#waiting.splice(0, count);
    this.#allowed += count - now.length;
    for (const answer of now) answer();
  }
}
