import type { RunOutcome } from './run.ts';

/** What a model costs, in any one currency, per million tokens. */
export interface Price {
  input: number;
  output: number;
}

/** After how much a run pauses; each may be absent. `cost` is in the price's currency. */
export interface SpendCaps {
  requests?: number;
  cost?: number;
}

/** The cost of tokens; undefined where nobody knows the price. */
export function costOf(tokens: { input: number; output: number }, price: Price | undefined): number | undefined {
  return price && (tokens.input * price.input + tokens.output * price.output) / 1e6;
}

/** What was spent since a run was begun or gone on with; the model it asks tells of every request. */
export class Spending {
  readonly price: Price | undefined;
  readonly caps: SpendCaps;
  /** Requests sent, retries and re-asks among them. */
  requests = 0;
  /** Requests that wait for their turn. */
  waiting = 0;
  readonly tokens = { input: 0, output: 0 };

  constructor(price?: Price, caps: SpendCaps = {}) {
    this.price = price;
    this.caps = caps;
  }

  /** A reply came, and was paid for. */
  spend({ input, output }: { input: number; output: number }): void {
    this.tokens.input += input;
    this.tokens.output += output;
  }

  /** In the price's currency; undefined where nobody knows the price. */
  get cost(): number | undefined {
    return costOf(this.tokens, this.price);
  }

  /** Why no further question may be asked. What is under way is finished, so a cap may be passed by its re-asks. */
  reached(): RunOutcome['paused'] {
    const { requests = Number.POSITIVE_INFINITY, cost = Number.POSITIVE_INFINITY } = this.caps;
    if (this.requests + this.waiting >= requests) return { reason: 'most requests', detail: String(requests) };
    if ((this.cost ?? 0) >= cost) return { reason: 'most cost', detail: String(cost) };
    return undefined;
  }
}
