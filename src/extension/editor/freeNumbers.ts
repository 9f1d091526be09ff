/**
 * The numbers from 0 up to an end, of which some are taken; finds the next free one in next to no time, however many taken
 * ones lie between: each remembers where to look on, and every look shortens the way for those to come.
 */
export class FreeNumbers {
  private readonly onward: Uint32Array;

  constructor(end: number) {
    this.onward = new Uint32Array(end + 1);
    for (let number = 0; number <= end; number++) this.onward[number] = number;
  }

  take(number: number): void {
    if (number < this.onward.length - 1) this.onward[number] = number + 1;
  }

  /** The first free number from this one on; Infinity when there is none. */
  from(number: number): number {
    const { onward } = this;
    const end = onward.length - 1;
    let free = Math.min(number, end);
    while (onward[free] !== free) {
      const skipped = onward[onward[free] as number] as number;
      onward[free] = skipped;
      free = skipped;
    }
    return free === end ? Number.POSITIVE_INFINITY : free;
  }
}
