/** Long work in one stretch shows: the editor stutters. Milliseconds, of the 16 that a frame has. */
const stretchMs = 8;

/** Gives others a turn when a stretch of work has become long; undefined while it has not: then nothing is waited for. */
export type Breathe = () => Promise<void> | undefined;

/** To be called between small steps of long work: `await breathe()`, or only when it is not undefined. */
export function breather(): Breathe {
  let since = performance.now();
  return () => {
    if (performance.now() - since < stretchMs) return undefined;
    return new Promise((resolve) => {
      setTimeout(() => {
        since = performance.now();
        resolve();
      });
    });
  };
}
