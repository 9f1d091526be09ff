/** Why a measure has no value, in words for people that go after "not defined: ". */
export interface NotDefined {
  readonly notDefined: string;
}

/** What a measure comes to over some rows: a finite number, or why there is none. Never NaN or Infinity. */
export type Measured = number | NotDefined;

/** A measure over `n` rows, with its bootstrap 95 % interval where that is defined, or why it is not defined. */
export type Estimate =
  | { readonly value: number; readonly low?: number; readonly high?: number; readonly n: number }
  | (NotDefined & { readonly n: number });

/** Every reason there is, in one place so that the faces can translate them. */
export const why = {
  noRows: 'no rows',
  tooFew: 'fewer than two rows',
  sameLabels: 'all labels are the same',
  sameValues: 'all values are the same',
  notPaired: 'no row has labels of two people',
  neverGiven: 'the judge never gives this label',
  neverWanted: 'people never give this label',
  neverUsed: 'nobody gives this label',
  onlyTies: 'no row is better or worse',
  notFinite: 'the numbers are missing or too large to compute with',
} as const satisfies Record<string, string>;

/** Whether there is a value, rather than a reason for none. */
export function isDefined(measured: Measured): measured is number;
export function isDefined(estimate: Estimate): estimate is Exclude<Estimate, NotDefined>;
export function isDefined(either: Measured | Estimate): boolean {
  return typeof either === 'number' || !('notDefined' in either);
}

/** The one way out of a computation: what overflowed, or was no number to begin with, is not defined. */
export function finite(value: number): Measured {
  return Number.isFinite(value) ? value : { notDefined: why.notFinite };
}

/** Two arrays of which one is longer are not pairs: a mistake of the caller, so it throws. */
export function assertPaired(a: ArrayLike<unknown>, b: ArrayLike<unknown>): void {
  if (a.length !== b.length) throw new RangeError(`${a.length} values can't be paired with ${b.length}`);
}
