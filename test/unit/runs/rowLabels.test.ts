import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { RowLabel } from '../../../src/runs/columns/rowLabels.ts';
import { parseRowLabel, rowLabelLines } from '../../../src/runs/file/rowLabelSchema.ts';
import { RunReader } from '../../../src/runs/file/runReader.ts';
import { labelOfGavel } from '../../../src/runs/trust/peopleLabel.ts';
import { hashOf, header, judged } from './records.ts';

const at = '2026-11-22T10:00:00.000Z';
const hash = hashOf(1001);
const end = { endedAt: at, cancelled: false };
const line = (value: unknown) => `${JSON.stringify(value)}\n`;

function readerOf(...parts: (string | Uint8Array)[]): RunReader {
  const reader = new RunReader();
  for (const part of parts) reader.push(typeof part === 'string' ? Buffer.from(part) : part);
  return reader;
}

describe('labels in a run file', () => {
  const run = line(header) + line(judged(0)) + line(judged(1));

  it('are read back by the content of their rows, the later one, and take nothing else back', () => {
    const reader = readerOf(
      run + line({ end }),
      rowLabelLines({ hash, at, choice: 1 }, end),
      rowLabelLines({ hash, at, thumbs: ['up', null], scores: [null, 2.5] }, end),
    );
    assert.deepEqual(reader.columns.labels.of(hash), { hash, at, thumbs: ['up', null], scores: [null, 2.5] });
    assert.deepEqual([reader.end, reader.damaged, reader.columns.length], [end, 0, 2]);
    assert.equal(reader.columns.labels.of(hashOf(1000)), undefined);
  });

  it('leave how the run ended in the last line, which the sidebar reads alone', () => {
    const text = Buffer.from(rowLabelLines({ hash, at, choice: 'tie' }, end)).toString();
    assert.equal(text.trimEnd().split('\n').at(-1), JSON.stringify({ end }));
    assert.equal(Buffer.from(rowLabelLines({ hash, at }, undefined)).toString(), line({ label: { hash, at } }));
  });

  it('are taken back by one that says nothing', () => {
    const nothing: RowLabel[] = [
      { hash, at },
      { hash, at, thumbs: [null, null], scores: [null] },
    ];
    for (const label of nothing) {
      const reader = readerOf(run, rowLabelLines({ hash, at, choice: 0 }, undefined), rowLabelLines(label, undefined));
      assert.equal(reader.columns.labels.size, 0);
    }
  });

  it('change the revision, so that tables look again', () => {
    const reader = readerOf(run);
    const before = reader.columns.revision;
    reader.push(rowLabelLines({ hash, at, choice: 0 }, undefined));
    assert.notEqual(reader.columns.revision, before);
  });

  it('of a hostile file are damaged lines, and never anything else', () => {
    for (const label of [
      null,
      [],
      'up',
      { at },
      { hash: '', at },
      { hash: 'x'.repeat(1000), at },
      { hash, at, choice: -1 },
      { hash, at, choice: 1.5 },
      { hash, at, choice: 'best' },
      { hash, at, thumbs: ['sideways'] },
      { hash, at, scores: ['8'] },
      { hash, at, scores: Array(100_000).fill(1) },
    ]) {
      const reader = readerOf(run, line({ label }));
      assert.deepEqual([reader.columns.labels.size, reader.damaged], [0, 1], JSON.stringify(label).slice(0, 60));
    }
  });

  it('are what was written, whatever people say', () => {
    const label = fc.record(
      {
        hash: fc.constant(hash),
        at: fc.constant(at),
        choice: fc.oneof(fc.nat({ max: 1000 }), fc.constant('tie' as const)),
        thumbs: fc.array(fc.constantFrom('up' as const, 'down' as const, null), { maxLength: 5 }),
        scores: fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true, min: -100, max: 100 })), {
          maxLength: 5,
        }),
      },
      { requiredKeys: ['hash', 'at'] },
    );
    fc.assert(
      fc.property(label, (given) => {
        const [text = ''] = Buffer.from(rowLabelLines(given, undefined)).toString().split('\n');
        assert.equal(JSON.stringify(parseRowLabel(JSON.parse(text))), JSON.stringify(given));
      }),
    );
  });
});

describe('what a label given in Gavel says', () => {
  for (const [label, expected] of [
    [{ choice: 1 }, { choices: [1] }],
    [
      { choice: 'tie', scores: [3, 9] },
      { choices: ['tie'], scores: [3, 9] },
    ],
    [{ scores: [3, 9] }, { choices: [1], scores: [3, 9] }],
    [{ scores: [3, null] }, { choices: [], scores: [3, null] }],
    [{ thumbs: ['up', 'down'] }, { choices: [0], scores: [1, 0], isThumbs: true }],
    // Nobody was asked which is better.
    [{ thumbs: ['up', 'up'] }, { choices: [], scores: [1, 1], isThumbs: true }],
    [{ thumbs: ['up'] }, { choices: [], scores: [1], isThumbs: true }],
    [
      { thumbs: ['down', null], scores: [null, null] },
      { choices: [], scores: [0, null], isThumbs: true },
    ],
  ] as const) {
    it(JSON.stringify(label), () => {
      assert.deepEqual(labelOfGavel({ hash, at, ...label } as unknown as RowLabel), expected);
    });
  }
});
