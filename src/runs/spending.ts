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

/**
 * The price of a jury by the tokens of all its members, who read the same prompts: the mean of theirs. Undefined where one
 * of them has none.
 */
export function meanPrice(prices: readonly (Price | undefined)[]): Price | undefined {
  const known = prices.filter((price) => price !== undefined);
  if (known.length === 0 || known.length < prices.length) return undefined;
  const mean = (of: keyof Price) => known.reduce((sum, price) => sum + price[of], 0) / known.length;
  return { input: mean('input'), output: mean('output') };
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
  #cost = 0;

  constructor(price?: Price, caps: SpendCaps = {}) {
    this.price = price;
    this.caps = caps;
  }

  /** A reply came, and was paid for: by the price of its model, where a jury's members have each their own. */
  spend(tokens: { input: number; output: number }, price = this.price): void {
    this.tokens.input += tokens.input;
    this.tokens.output += tokens.output;
    this.#cost += costOf(tokens, price) ?? 0;
  }

  /** In the price's currency; undefined where nobody knows the price. */
  get cost(): number | undefined {
    return this.price && this.#cost;
  }

  /** Why no further question may be asked. What is under way is finished, so a cap may be passed by its re-asks. */
  reached(): RunOutcome['paused'] {
    const { requests = Number.POSITIVE_INFINITY, cost = Number.POSITIVE_INFINITY } = this.caps;
    if (this.requests + this.waiting >= requests) return { reason: 'most requests', detail: String(requests) };
    if ((this.cost ?? 0) >= cost) return { reason: 'most cost', detail: String(cost) };
    return undefined;
  }
}
