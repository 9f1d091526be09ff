import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { contentHash } from '../../../src/dataset/hash.ts';
import { type DocumentRow, positionIn } from '../../../src/extension/editor/documentRows.ts';
import { DocumentScores } from '../../../src/extension/editor/documentScores.ts';
import { badgesByStyle, sameBadges } from '../../../src/extension/editor/placedBadge.ts';
import { RowBadgePlaces } from '../../../src/extension/editor/rowBadgePlaces.ts';
import { RowReader } from '../../../src/extension/editor/rowReader.ts';
import { FakeDocument } from './fakeDocument.ts';
import { FakeRun, header, judged, judgement } from './records.ts';

const rows = ['So.', 'Because.', 'Thus.'].map((answer) => `{"instruction":"Why?","responses":["${answer}"]}`);

async function placesOf(judgedRows: readonly string[]) {
  const run = new FakeRun(header({ shape: 'distilabel' }), 'running');
  run.append(...judgedRows.map((text, i) => judged(i + 1, text, judgement([8]))));
  const document = new FakeDocument(rows.join('\n'));
  const scores = new DocumentScores(document.asDocument, contentHash, () => {});
  scores.setRuns([run.live]);
  const reader = new RowReader();
  await reader.load();
  return { places: new RowBadgePlaces(scores, reader), document, scores };
}

const written = ({ badges }: ReturnType<RowBadgePlaces['on']>) =>
  badges.map(({ line, character, style, text }) => `${line}:${character} ${style} ${text.trim()}`.trim());

describe('the places of badges', () => {
  it('are at the start of each row and before each response in it', async () => {
    const { places, document, scores } = await placesOf(rows.slice(0, 2));
    const inside = (rows[0] ?? '').indexOf('"So."');
    const expected = [
      ...['0:0 high 8/10', `0:${inside} high 8`],
      ...['1:0 high 8/10', `1:${inside} high 8`, '2:0 pending'],
    ];
    assert.deepEqual(written(places.on([0, 1, 2])), expected);
    scores.edit(document.replace([0, inside + 1], [0, inside + 1], 'X'));
    assert.deepEqual(written(places.on([0])), ['0:0 stale 8/10 Δ']);
  });

  it('are found for one row at least before it is late, and for the others next time', async () => {
    const { places } = await placesOf(rows);
    const late = places.on([0, 1, 2], () => true);
    assert.deepEqual([late.badges.length, late.rest], [2, true]);
    const inTime = places.on([0, 1, 2], () => false);
    assert.deepEqual([inTime.badges.length, inTime.rest], [6, false]);
  });
});

describe('a place in a row', () => {
  it('is found without the document, whatever lines the row has', () => {
    const text = '{\r\n  "a":\r\n  "b"}';
    const lines = text.split('\n');
    const row: DocumentRow = { line: 4, character: 2, endLine: 6, text };
    assert.deepEqual(positionIn(row, text.indexOf('{')), { line: 4, character: 2 });
    for (const mark of ['"a"', '"b"']) {
      const line = lines.findIndex((one) => one.includes(mark));
      const expected = { line: 4 + line, character: lines[line]?.indexOf(mark) };
      assert.deepEqual(positionIn(row, text.indexOf(mark)), expected);
    }
    assert.deepEqual(positionIn({ ...row, endLine: 4, text: '{"a":1}' }, 5), { line: 4, character: 7 });
  });
});

describe('badges', () => {
  const badge = { line: 1, character: 0, style: 'high', text: '8' } as const;

  it('are drawn style by style', () => {
    const low = { ...badge, style: 'low' } as const;
    const later = { ...badge, line: 2 };
    assert.deepEqual(
      [...badgesByStyle([badge, low, later])],
      [
        ['high', [badge, later]],
        ['low', [low]],
      ],
    );
  });

  it('draw the same only when all of them do', () => {
    assert.ok(sameBadges([badge], [{ ...badge }]));
    for (const other of [{ line: 2 }, { character: 1 }, { text: '9' }])
      assert.ok(!sameBadges([badge], [{ ...badge, ...other }]));
    assert.ok(!sameBadges([badge], []));
  });
});
