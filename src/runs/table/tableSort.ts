import type { TableWork } from './tableWork.ts';

/** Slots that are worked on before others may have their turn. */
const stride = 1 << 15;

/** A 64-bit key has four digits of 16 bits. */
const radix = 1 << 16;

/**
 * Sorts slots by a number each, stably: equal ones stay as they were, NaN comes last whichever way it runs. It goes by
 * the digits of the numbers instead of comparing them, so that a million take a fraction of a second. Undefined when it
 * was overtaken.
 */
export async function sortSlots(
  slots: Uint32Array<ArrayBuffer>,
  value: (slot: number) => number,
  descending: boolean,
  work: TableWork,
): Promise<Uint32Array<ArrayBuffer> | undefined> {
  if (await isSorted(slots, value, descending, work)) return slots;
  const keys = await keysOf(slots, value, descending, work);
  if (!keys) return undefined;
  let from = slots.slice();
  for (let place = 0; place < from.length; place++) from[place] = place;
  let to = new Uint32Array(slots.length);
  for (let digit = 0; digit < 4; digit++) {
    const next = firstPlaces(keys.counts.subarray(digit * radix, (digit + 1) * radix));
    // Short numbers are all alike in their lower half.
    if (next.some((place, value) => place === 0 && (next[value + 1] ?? 0) === slots.length)) continue;
    for (let start = 0; start < slots.length; start += stride) {
      for (const place of from.subarray(start, start + stride)) {
        const value = keys.digits[4 * place + digit] ?? 0;
        const at = next[value] ?? 0;
        to[at] = place;
        next[value] = at + 1;
      }
      if (await work.isOver()) return undefined;
    }
    [from, to] = [to, from];
  }
  for (let start = 0; start < slots.length; start += stride) {
    const end = Math.min(slots.length, start + stride);
    for (let at = start; at < end; at++) to[at] = slots[from[at] ?? 0] ?? 0;
    if (await work.isOver()) return undefined;
  }
  return to;
}

/** Numbers as keys. */
interface Keys {
  /** Four a key, the least significant one first: so they lie in the memory of every machine that runs JavaScript. */
  digits: Uint16Array;
  /** How often each value occurs, place by place. */
  counts: Uint32Array;
}

/** Numbers as unsigned integers of 64 bits in the order wanted, NaN above all others. */
async function keysOf(
  slots: Uint32Array,
  value: (slot: number) => number,
  descending: boolean,
  work: TableWork,
): Promise<Keys | undefined> {
  const numbers = new Float64Array(slots.length);
  const words = new Uint32Array(numbers.buffer);
  const digits = new Uint16Array(numbers.buffer);
  const counts = new Uint32Array(4 * radix);
  const reversed = descending ? 0xffffffff : 0;
  for (let start = 0; start < slots.length; start += stride) {
    const end = Math.min(slots.length, start + stride);
    for (let place = start; place < end; place++) {
      // Without the sign of -0.
      const number = value(slots[place] ?? 0) + 0;
      numbers[place] = number;
      const [low = 0, high = 0] = [words[2 * place], words[2 * place + 1]];
      // IEEE 754: the bits of positive numbers are in their order, those of negative ones in the opposite one.
      const isNegative = high >>> 31 === 1;
      const isNone = Number.isNaN(number);
      words[2 * place] = isNone ? 0xffffffff : low ^ (isNegative ? 0xffffffff : 0) ^ reversed;
      words[2 * place + 1] = isNone ? 0xffffffff : high ^ (isNegative ? 0xffffffff : 0x80000000) ^ reversed;
      for (let digit = 0; digit < 4; digit++) {
        const at = digit * radix + (digits[4 * place + digit] ?? 0);
        counts[at] = (counts[at] ?? 0) + 1;
      }
    }
    if (await work.isOver()) return undefined;
  }
  return { digits, counts };
}

/** Whether there is nothing to do, as when rows were judged in the order of their source. */
async function isSorted(
  slots: Uint32Array,
  value: (slot: number) => number,
  descending: boolean,
  work: TableWork,
): Promise<boolean> {
  let before = descending ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  for (let start = 0; start < slots.length; start += stride) {
    for (const slot of slots.subarray(start, start + stride)) {
      const number = value(slot);
      // Not the other way round: nothing is in order with NaN.
      if (!(descending ? number <= before : number >= before)) return false;
      before = number;
    }
    if (await work.isOver()) return false;
  }
  return true;
}

/** Where the keys with each value of a digit begin, from how many there are of each. */
function firstPlaces(counts: Uint32Array): Uint32Array {
  let sum = 0;
  return counts.map((count) => {
    sum += count;
    return sum - count;
  });
}
