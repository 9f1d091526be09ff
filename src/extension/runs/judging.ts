import type { Progress } from '../../runs/progress.ts';

/** A run under way in this window: how to pause or end it, how far it is, and when it has ended, its file closed. */
export class Judging {
  private readonly ending = new AbortController();
  private readonly pausing = new AbortController();
  private settle = () => {};
  readonly stopped = new Promise<void>((resolve) => {
    this.settle = resolve;
  });
  /** Set once it asks. */
  progress: Progress | undefined;
  /** Whether the window closes: the run file is left without an end, so that the run shows as interrupted. */
  isLeft = false;

  get signal(): AbortSignal {
    return this.ending.signal;
  }

  get pauseSignal(): AbortSignal {
    return this.pausing.signal;
  }

  /** Whether what is under way is being finished, and nothing more is asked. */
  get isPausing(): boolean {
    return this.pausing.signal.aborted;
  }

  /** Gives up what is under way. */
  cancel(): void {
    this.ending.abort();
  }

  pause(): void {
    this.pausing.abort();
  }

  leave(): void {
    this.isLeft = true;
    this.ending.abort();
  }

  hasStopped(): void {
    this.settle();
  }
}
