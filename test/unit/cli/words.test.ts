import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { goOnCommand } from '../../../src/cli/goOnCommand.ts';
import { paintFor, plain } from '../../../src/cli/plainText.ts';
import { progressLog } from '../../../src/cli/progress.ts';
import { progressText } from '../../../src/cli/progressText.ts';
import { inFlags } from '../../../src/cli/settingFlags.ts';
import type { Output } from '../../../src/cli/terminal.ts';
import { reasonWords } from '../../../src/judging/reasonWords.ts';
import type { ProgressView } from '../../../src/runs/progress.ts';

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

const view: ProgressView = {
  ...{ done: 0, rate: null, leftMs: null, ms: 0, unscored: [], requests: 0, tokens: { input: 0, output: 0 } },
};

describe('progressText', () => {
  for (const [what, changes, words] of [
    ['nothing yet', { total: 5000 }, '0 of 5,000'],
    ['no total', { done: 12 }, '12'],
    [
      'rate and time left',
      { done: 1234, total: 5000, rate: 50.6, leftMs: 74_422 },
      '1,234 of 5,000 · 51/s · 75 s left',
    ],
    ['a slow judge', { done: 3, total: 5000, rate: 0.42, leftMs: 11_900_000 }, '3 of 5,000 · 0.4/s · 3 h 18 min left'],
    [
      'unscored by reason',
      {
        done: 9,
        total: 10,
        unscored: [
          { reason: 'unreadable', rows: 1200 },
          { reason: 'timed out', rows: 3 },
          { reason: 'refused', rows: 2 },
          { reason: 'not JSON', rows: 1 },
        ],
      },
      '9 of 10 · 1,200 unreadable, 3 timed out, 3 others without a score',
    ],
    [
      'tokens and cost',
      { done: 9, total: 10, tokens: { input: 1_234_567, output: 35_400 }, cost: 0.844 },
      '9 of 10 · 1.2M tokens in, 35k out · 0.84',
    ],
  ] as const) {
    it(what, () =>
      assert.equal(
        progressText({ ...view, ...changes, unscored: [...('unscored' in changes ? changes.unscored : [])] }),
        words,
      ),
    );
  }
});

describe('progressLog', () => {
  it('writes a line at each tenth, at most one a second, and every five seconds in between', () => {
    const lines: string[] = [];
    let now = 0;
    let done = 0;
    const stream = { write: (line: string) => lines.push(line) } as unknown as Output;
    const progress = progressLog(100, stream, () => now);
    const judge = (rows: number, ms: number) => {
      for (let i = 0; i < rows; i++) {
        now += ms;
        done++;
        progress.update(() => ({ ...view, done, total: 100 }));
      }
    };
    judge(30, 10);
    assert.deepEqual(lines, [], 'a run this quick needs no lines');
    judge(10, 100);
    judge(6, 1000);
    assert.deepEqual(
      lines,
      [37, 41, 46].map((rows) => `${rows} of 100\n`),
    );
  });
});

describe('goOnCommand', () => {
  it('is what was typed, quoted for a shell, but never begins anew', () => {
    const args = ['my rows.jsonl', '--output', 'run.gavel.jsonl', '--fresh', '--fields', `{"responses":"it's"}`, ''];
    assert.equal(
      goOnCommand(args),
      `gavel score 'my rows.jsonl' --output run.gavel.jsonl --fields '{"responses":"it'\\''s"}' ''`,
    );
  });
});
