// `node test/host/loadTests.ts GLOB…`: runs many Node test files in one process, which is several times faster than a
// process a file. `node --test --test-isolation=none` would do the same, but takes a file that throws after its first
// test for a good one.
import { glob } from 'node:fs/promises';
import { resolve } from 'node:path';
import { it } from 'node:test';
import { pathToFileURL } from 'node:url';

const files = await Array.fromAsync(glob(process.argv.slice(2)));
if (files.length === 0) throw new Error(`No test file matches ${process.argv.slice(2).join(' ')}`);
for (const file of files.sort()) {
  try {
    await import(pathToFileURL(resolve(file)).href);
  } catch (error) {
    it(`${file} loads`, () => {
      throw error;
    });
  }
}
