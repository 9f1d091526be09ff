import assert from 'node:assert/strict';

/** Asks until what comes equals `expected`; after ten seconds it fails and shows the difference. */
export async function eventually<T>(ask: () => Promise<T>, expected: T): Promise<void> {
  const last = performance.now() + patienceMs;
  for (;;) {
    const seen = await ask();
    try {
      return assert.deepEqual(seen, expected);
    } catch (error) {
      if (performance.now() > last) throw error;
    }
  }
}

const patienceMs = 10_000;
