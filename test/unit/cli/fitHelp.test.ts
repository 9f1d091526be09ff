import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { batchHelp } from '../../../src/cli/batch/batchHelp.ts';
import { compareHelp } from '../../../src/cli/compareHelp.ts';
import { exportHelp } from '../../../src/cli/export/exportHelp.ts';
import { fitHelp } from '../../../src/cli/fitHelp.ts';
import { help, scoreHelp } from '../../../src/cli/help.ts';
import { rereadHelp } from '../../../src/cli/rereadHelp.ts';
import { trustHelp } from '../../../src/cli/trustHelp.ts';

/** A line that could not be shorter, but for its flag. */
const isOneWord = (line: string) => /^(?: {2}--\S.* {2,}| +)\S{35,}$/.test(line);
const wordsOf = (text: string) => text.split(/\s+/);

describe('help in a narrow terminal', () => {
  for (const [name, text] of Object.entries({
    ...{ help, scoreHelp, rereadHelp, batchHelp, exportHelp, compareHelp, trustHelp },
  })) {
    it(`fits, with every word: ${name}`, () => {
      for (const width of [80, 100]) {
        const fitted = fitHelp(text, width);
        const tooWide = fitted.split('\n').filter((line) => line.length > width && !isOneWord(line));
        assert.deepEqual(tooWide, []);
        assert.deepEqual(wordsOf(fitted), wordsOf(text));
      }
      assert.equal(fitHelp(text, 200), text);
    });
  }

  it('keeps what a flag does beside it, and lines that were meant to end', () => {
    const lines = fitHelp(trustHelp, 80).split('\n');
    const at = lines.findIndex((line) => line.startsWith('  --labels FILE'));
    assert.match(lines[at + 1] ?? '', /^ {25}\S/);
    assert.ok(lines.includes('Exit status: 0 measured, 1 could not.'));
    assert.ok(lines.some((line) => /^ {25}without any of these/.test(line)));
  });
});
