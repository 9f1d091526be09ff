import type { Judgement, UnscoredReason } from '../judging/judgement.ts';
import type { RunOutcome } from './run.ts';

/** What no other row would fare better with: the settings are wrong, or nobody is there. */
const fatal: ReadonlySet<UnscoredReason | undefined> = new Set([
  'wrong key',
  'unknown model',
  'unreachable',
  'not a chat reply',
  'template',
]);

/** What may be one row's bad luck, and may be an endpoint that is down. */
const doubtful: ReadonlySet<UnscoredReason | undefined> = new Set(['timed out', 'server error', 'rate limited']);

/** A question that was asked, and what came of it. */
interface Asked {
  judgement: Judgement;
}

/**
 * Holds back what only tells of an endpoint that is down, until a reply shows that it is not; and knows when there has
 * been enough of it. Nothing is marked unscored because the network went away.
 */
export class Patience<T extends Asked> {
  readonly #concurrency: number;
  #held: T[] = [];
  #anyReply = false;
  isOver = false;

  constructor(concurrency: number) {
    this.#concurrency = concurrency;
  }

  /** What may go out now that this is there. */
  take(asked: T): readonly T[] {
    const { reason, counted } = asked.judgement;
    // A reply came, even if a re-ask then met a dead endpoint: what was paid for is kept.
    if ((!fatal.has(reason) && !doubtful.has(reason)) || counted !== undefined) {
      this.#anyReply = true;
      return this.isOver ? [asked] : [...this.#held.splice(0), asked];
    }
    this.#held.push(asked);
    this.isOver ||= this.#held.length >= this.#limit(reason);
    return [];
  }

  /**
   * At the end of all rows: one or two that met bad luck are records; where nobody could be reached they are not. A
   * template that others were asked with is not to blame for a row that it can't be rendered for.
   */
  release(): readonly T[] {
    const isOwn = ({ judgement: { reason } }: T) => doubtful.has(reason) || (this.#anyReply && reason === 'template');
    const isLuck = this.#held.length < 3 && this.#held.every(isOwn);
    return isLuck && !this.isOver ? this.#held.splice(0) : [];
  }

  /** A wrong key is wrong for all; a connection may fail once; after a reply, a row or two may have met bad luck. */
  #limit(reason: UnscoredReason | undefined): number {
    if (this.#anyReply) return Math.max(3, this.#concurrency);
    return doubtful.has(reason) || reason === 'unreachable' || reason === 'not a chat reply' ? 3 : 1;
  }

  /** Why the run does not go on: what is held, if anything still is. */
  verdict(): RunOutcome['paused'] {
    const last = this.#held.at(-1)?.judgement;
    return last?.reason && { reason: last.reason, detail: last.detail ?? '' };
  }
}
