import { type Breathe, breather } from '../breathe.ts';

/** Long work on a table, done in slices, that may come to be wanted no more. */
export class TableWork {
  readonly #breathe: Breathe = breather();
  #isOver = false;

  /** Somebody asks for something else by now. */
  overtake(): void {
    this.#isOver = true;
  }

  /** Between two steps: gives others a turn when it is time. Whether the work is to be given up. */
  async isOver(): Promise<boolean> {
    await this.#breathe();
    return this.#isOver;
  }
}
