import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Transform } from 'node:stream';
import type { TestEvent } from 'node:test/reporters';
import type { Counts } from './countsFile.ts';

const file = process.env['GAVEL_COUNTS'];

/** A reporter for Node's test runner that prints nothing: it keeps the counts in the file that `GAVEL_COUNTS` names. */
// biome-ignore lint/style/noDefaultExport: Node loads a reporter by its default export.
export default new Transform({
  writableObjectMode: true,
  transform(event: TestEvent, _encoding, done) {
    // With a process a file there is a summary for each; the last one is the whole.
    if (event.type === 'test:summary' && file) {
      const { tests, passed, skipped, todo } = event.data.counts;
      const counts: Counts = { passed, failed: tests - passed - skipped - todo, skipped: skipped + todo };
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${JSON.stringify(counts)}\n`);
    }
    done();
  },
});
