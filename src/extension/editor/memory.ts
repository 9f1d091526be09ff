/** Keeps what was worked out for texts, for as many as a few screens show; starts anew when there are more. */
export class Memory<Value> {
  private readonly most: number;
  private readonly values = new Map<string, Value>();

  constructor(most: number) {
    this.most = most;
  }

  /** What is kept for a text, or what `make` makes of it now. */
  of(text: string, make: (text: string) => Value): Value {
    const known = this.values.get(text);
    if (known !== undefined) return known;
    if (this.values.size >= this.most) this.values.clear();
    const value = make(text);
    this.values.set(text, value);
    return value;
  }
}
