// `node test/host/sumCounts.ts EXIT_CODE`: adds up what the suites counted. The last line is `N passed, N failed`.
import { readFile } from 'node:fs/promises';
import { type Counts, countsFile, suites } from './countsFile.ts';

const exitCode = Number(process.argv[2]);
const total = { passed: 0, failed: 0 };
for (const suite of suites) {
  const counts = await readCounts(countsFile(suite));
  if (counts) {
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  const skipped = counts?.skipped ? `, ${counts.skipped} skipped` : '';
  console.log(`${suite}: ${counts ? `${counts.passed} passed, ${counts.failed} failed${skipped}` : 'not run'}`);
}
if (exitCode !== 0 && total.failed === 0) {
  console.log(`No test failed, and yet the command ended with ${exitCode}: that counts as a failure.`);
  total.failed = 1;
}
console.log(`${total.passed} passed, ${total.failed} failed`);

async function readCounts(file: string): Promise<Counts | undefined> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Counts;
  } catch {
    // No file, or half a one: the suite did not come to its end.
    return undefined;
  }
}
