import type { Trouble } from './problem.ts';

/**
 * What a stream of bytes is broken off with where the file itself is damaged: what came before it counts. Any other error
 * says that the file could not be read, which is nobody's row.
 */
export class DamagedFile extends Error {
  override readonly name = 'DamagedFile';
  readonly trouble: Trouble;

  constructor(message: string, next: string) {
    super(message);
    this.trouble = { reason: 'damaged file', message, next };
  }
}
