/** Gathers values and hands them on at most once in `ms`: the first at once, the others together, none lost. */
export class Throttle<T> {
  private readonly ms: number;
  private readonly deliver: (values: ReadonlySet<T>) => void;
  private waiting = new Set<T>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(ms: number, deliver: (values: ReadonlySet<T>) => void) {
    this.ms = ms;
    this.deliver = deliver;
  }

  add(value: T): void {
    this.waiting.add(value);
    if (this.timer === undefined) this.flush();
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waiting.clear();
  }

  private flush(): void {
    this.timer = undefined;
    if (this.waiting.size === 0) return;
    const values = this.waiting;
    this.waiting = new Set();
    this.timer = setTimeout(() => this.flush(), this.ms);
    this.deliver(values);
  }
}
