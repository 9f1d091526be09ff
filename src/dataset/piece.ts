/** A stretch of a file that is one row, before it is decoded. */
export interface Piece {
  /** 1-based, where it starts. */
  line: number;
  /** 1-based, in UTF-16 units. */
  column: number;
  /** In bytes. */
  offset: number;
  length: number;
  /** A view that holds until `emit` returns; undefined when the row is longer than the limit. */
  bytes: Uint8Array | undefined;
}

/** Cuts a file into rows, chunk by chunk. What it finds it hands to the `emit` it was made with. */
export interface Splitter {
  push(chunk: Uint8Array): void;
  /** The file is over: what is held is the last row. */
  end(): void;
}

/** Where in a file a splitter starts. */
export interface Start {
  line: number;
  column: number;
  offset: number;
}
