import type { Scale } from '../../models/model.ts';
import type { Verdict } from '../task.ts';

const line = /^\[(\d{1,3})\] Score: (\d{1,3}(?:\.\d{1,3})?)$/;

/**
 * The numbers of `[1] Score: 3` lines in order from [1], when a reply is that and nothing else: exactly what was asked
 * for, which most judges write. Undefined for anything else.
 */
function plainNumbers(reply: string): number[] | undefined {
  const numbers: number[] = [];
  for (const text of reply.trimEnd().split('\n')) {
    const [, index, number] = line.exec(text) ?? [];
    if (Number(index) !== numbers.length + 1) return undefined;
    numbers.push(Number(number));
  }
  return numbers;
}

/** Whether a reply is a verdict in the form asked for and says nothing else, so that it quotes nobody. */
export function isPlainVerdict(reply: string): boolean {
  return plainNumbers(reply) !== undefined;
}

/** The verdict of a reply that is `[i] Score: s` lines on the scale and nothing else; a short way to what any reader says. */
export function readPlainLines(reply: string, n: number, { min, max }: Scale): Verdict | undefined {
  const numbers = plainNumbers(reply);
  if (numbers?.length !== n || !numbers.every((value) => value >= min && value <= max)) return undefined;
  return { scores: numbers.map((value) => ({ value, offScale: false })), rationale: '', notes: [] };
}
