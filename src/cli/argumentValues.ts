import { CliProblem } from './cliProblem.ts';

/** One of a flag's values. Throws CliProblem. */
export function oneOf<T extends string>(flag: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === value);
  if (found === undefined) throw new CliProblem(`There is no ${flag} "${value}".`, `Use ${listOf(allowed)}.`);
  return found;
}

/** A finite number from `min` to `max`. Throws CliProblem. */
export function number(flag: string, value: string, min: number, max: number): number {
  // Number('') is 0 and Number('0x10') is 16; nobody means either.
  const read = /^-?(\d+\.?\d*|\.\d+)$/.test(value) ? Number(value) : Number.NaN;
  if (!(read >= min && read <= max)) {
    throw new CliProblem(`${flag} is "${value}".`, `Use a number from ${min} to ${max}.`);
  }
  return read;
}

/** A whole number from `min` to `max`. Throws CliProblem. */
export function wholeNumber(flag: string, value: string, min: number, max: number): number {
  if (!/^\d+$/.test(value)) throw new CliProblem(`${flag} is "${value}".`, `Use a whole number from ${min} to ${max}.`);
  return number(flag, value, min, max);
}

function listOf(names: readonly string[]): string {
  // Of several words, a shell takes the first unless they are quoted.
  const typed = names.map((name) => (name.includes(' ') ? `"${name}"` : name));
  return `${typed.slice(0, -1).join(', ')} or ${typed.at(-1)}`;
}
