type Column =
  | Float32Array<ArrayBuffer>
  | Float64Array<ArrayBuffer>
  | Uint32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>;

/** The column, with room for `length` values; grows by half, so that growing row by row stays linear. */
export function grown<T extends Column>(column: T, length: number): T {
  if (column.length >= length) return column;
  const room = Math.max(length, Math.ceil(column.length * 1.5), 256);
  const larger = new (column.constructor as new (length: number) => T)(room);
  larger.set(column);
  return larger;
}
