import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { paintFor, plain } from '../../../src/cli/plainText.ts';
import { progressLog } from '../../../src/cli/progress.ts';
import { inFlags } from '../../../src/cli/settingFlags.ts';
import type { Output } from '../../../src/cli/terminal.ts';
import { reasonWords } from '../../../src/judging/reasonWords.ts';
import { judgementOf, recordOf } from '../exportRuns.ts';

describe('the words of the terminal', () => {
  for (const [reason, { next }] of Object.entries(reasonWords)) {
    it(`name flags, not settings: ${reason}`, () => assert.doesNotMatch(inFlags(next), /gavel\.|`/));
  }

  for (const [hostile, safe] of [
    ['a\u001b[2Jb', 'a [2Jb'],
    ['\u001b]0;title\u0007x', ']0;title x'],
    ['one\r\ntwo\u2028three', 'one two three'],
    ['a\u202eevil\u2069', 'a evil'],
    ['\u009b31mred', '31mred'],
    ['👩‍👩‍👧 是', '👩‍👩‍👧 是'],
  ] as const) {
    it(`can't be bent by ${JSON.stringify(hostile)}`, () => assert.equal(plain(hostile), safe));
  }

  it('have colours only where the stream has them', () => {
    const stream = (look: Partial<Output>) => look as Output;
    assert.equal(paintFor(stream({ isTTY: true, hasColors: () => true }))('red', 'x'), '\u001b[31mx\u001b[39m');
    assert.equal(paintFor(stream({ isTTY: true, hasColors: () => false }))('red', 'x'), 'x');
    assert.equal(paintFor(stream({}))('red', 'x'), 'x');
  });
});

describe('progressLog', () => {
  it('writes a line at each tenth, at most one a second, and every five seconds in between', () => {
    const lines: string[] = [];
    let now = 0;
    const stream = { write: (line: string) => lines.push(line) } as unknown as Output;
    const progress = progressLog(100, stream, () => now);
    const judge = (rows: number, ms: number) => {
      for (let i = 0; i < rows; i++) {
        now += ms;
        progress.update(recordOf('', judgementOf([1])));
      }
    };
    judge(30, 10);
    assert.deepEqual(lines, [], 'a run this quick needs no lines');
    judge(10, 100);
    judge(6, 1000);
    assert.deepEqual(
      lines,
      [37, 41, 46].map((done) => `${done} of 100 · 0 without a score\n`),
    );
  });
});
