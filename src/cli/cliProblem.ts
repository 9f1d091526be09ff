/**
 * Why the program can't go on, in words, and what the user can do next. Thrown inside `cli/` only, and printed by `main`
 * as `gavel: what next`.
 */
export class CliProblem extends Error {
  readonly next: string;

  constructor(what: string, next: string) {
    super(what);
    this.next = next;
  }
}
