import type { RunColumns } from './runColumns.ts';

/** The slots of a run in source order, without those whose rows the source has no more. */
export function slotsInOrder(columns: RunColumns): Uint32Array {
  const slots = new Uint32Array(columns.length);
  let kept = 0;
  for (let slot = 0; slot < columns.length; slot++) if (columns.gone[slot] !== 1) slots[kept++] = slot;
  return slots.subarray(0, kept).sort((a, b) => columns.indexOf(a) - columns.indexOf(b));
}
