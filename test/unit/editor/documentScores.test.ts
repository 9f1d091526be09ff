import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { contentHash } from '../../../src/dataset/hash.ts';
import { DocumentScores } from '../../../src/extension/editor/documentScores.ts';
import { isJudged } from '../../../src/runs/run.ts';
import { FakeDocument } from './fakeDocument.ts';
import { judged, judgement, malformed, run } from './records.ts';

const rows = ['{"a":1}', '{"b":2}', '{"c":3}', '{"d":4}'];

/** The scores of a document with these rows, judged as they stand; `settled` resolves when it has been looked through. */
function open(text = rows.join('\n')) {
  const document = new FakeDocument(text);
  const told = new EventTarget();
  const scores = new DocumentScores(document.asDocument, contentHash, () => told.dispatchEvent(new Event('changed')));
  return { document, scores, settled: () => once(told, 'changed') };
}

const judgedRows = () => rows.map((text, i) => judged(i + 1, text));

/** What stands at each line: the judged text's key, with a ~ where it has changed since. */
function standing(scores: DocumentScores, lines: number): string[] {
  return Array.from({ length: lines }, (_, line) => {
    const found = scores.at(line);
    if (!found) return '';
    const name = isJudged(found.record) ? found.record.key.replace('key of ', '') : 'malformed';
    return (found.stale ? '~' : '') + name;
  });
}

describe('the scores of a document', () => {
  it('belong to their rows from the first record on, while a run goes on', () => {
    const { scores } = open();
    const live = run([], { state: 'running' });
    scores.setRuns([live]);
    assert.deepEqual(standing(scores, 4), ['', '', '', '']);
    live.records.push(judged(3, '{"c":3}'));
    scores.follow();
    assert.deepEqual(standing(scores, 4), ['', '', '{"c":3}', '']);
  });

  it('move with their rows', () => {
    const { document, scores } = open();
    scores.setRuns([run(judgedRows(), { state: 'running' })]);
    scores.edit(document.replace([1, 0], [1, 0], '{"new":0}\n'));
    assert.deepEqual(standing(scores, 5), ['{"a":1}', '', '{"b":2}', '{"c":3}', '{"d":4}']);
  });

  it('turn stale with their own row only, and fresh again when the edit is undone', () => {
    const { document, scores } = open();
    scores.setRuns([run(judgedRows(), { state: 'running' })]);
    scores.edit(document.replace([1, 2], [1, 3], 'x'));
    assert.deepEqual(standing(scores, 4), ['{"a":1}', '~{"b":2}', '{"c":3}', '{"d":4}']);
    scores.edit(document.replace([1, 2], [1, 3], 'b'));
    assert.deepEqual(standing(scores, 4), rows);
  });

  it('stay with a row that was moved and then changed', () => {
    const { document, scores } = open();
    scores.setRuns([run(judgedRows(), { state: 'running' })]);
    scores.edit(document.replace([0, 0], [1, 0], ''));
    scores.edit(document.replace([2, 7], [2, 7], '\n{"a":1}'));
    assert.deepEqual(standing(scores, 4), ['{"b":2}', '{"c":3}', '{"d":4}', '{"a":1}']);
    scores.edit(document.replace([3, 5], [3, 6], '9'));
    assert.deepEqual(standing(scores, 4), ['{"b":2}', '{"c":3}', '{"d":4}', '~{"a":1}']);
  });

  it('are the same for repeated rows, each with its own place', () => {
    const { document, scores } = open('{"a":1}\n{"a":1}');
    scores.setRuns([run([judged(1, '{"a":1}'), judged(2, '{"a":1}')], { state: 'running' })]);
    standing(scores, 2);
    scores.edit(document.replace([0, 5], [0, 6], '7'));
    assert.deepEqual(standing(scores, 2), ['~{"a":1}', '{"a":1}']);
  });

  it('are not those of a row put in while nobody was looking', async () => {
    const { scores, settled } = open(['{"new":0}', ...rows].join('\n'));
    scores.setRuns([run(judgedRows())]);
    assert.deepEqual(standing(scores, 5), ['', ...rows]);
    await settled();
    assert.deepEqual(standing(scores, 5), ['', ...rows]);
  });

  it('are stale in a row that was changed while nobody was looking', async () => {
    const { scores, settled } = open(rows.with(2, '{"c":33}').join('\n'));
    scores.setRuns([run(judgedRows())]);
    await settled();
    assert.deepEqual(standing(scores, 4), rows.with(2, '~{"c":3}'));
  });

  it('are the newest of several runs', async () => {
    const { scores, settled } = open();
    const again = judged(2, '{"b":2}', judgement([1, 1]));
    scores.setRuns([run([again], { id: 'newer' }), run(judgedRows(), { id: 'older' })]);
    await settled();
    assert.equal(scores.at(1)?.record, again);
    assert.equal(scores.at(0)?.run.id, 'older');
    const latest = [...scores.latest()].map(({ record }) => record.row.line);
    assert.deepEqual(latest.toSorted(), [1, 2, 3, 4]);
  });

  it('count a row that was changed and judged again once', async () => {
    const { scores, settled } = open(rows.with(1, '{"b":22}').join('\n'));
    scores.setRuns([run([judged(2, '{"b":22}')], { id: 'newer' }), run(judgedRows(), { id: 'older' })]);
    await settled();
    assert.equal([...scores.latest()].length, 4);
  });

  it('list what stands as it was judged', async () => {
    const { document, scores, settled } = open('{"a":1}\n{"b"\n{"c":3}');
    scores.setRuns([run([judged(1, '{"a":1}'), malformed(2, '{"b"'), malformed(3, '{"c":3}')])]);
    await settled();
    const problems = () => [...scores.standing((record) => !isJudged(record))].map(({ row }) => row.line);
    assert.deepEqual(problems(), [1, 2]);
    scores.edit(document.replace([0, 0], [0, 0], '\n'));
    assert.deepEqual(problems(), [2, 3]);
    scores.edit(document.replace([2, 4], [2, 4], ':2}'));
    assert.deepEqual(problems(), [3]);
  });

  it('know a row whose text could not be read by its line', async () => {
    const { scores, settled } = open('{"a":1}\n{"\ufffd":2}');
    const unread = malformed(2, '');
    scores.setRuns([run([judged(1, '{"a":1}'), unread])]);
    await settled();
    assert.deepEqual(standing(scores, 2), ['{"a":1}', 'malformed']);
  });

  it('are found in the rows of a JSON array too', async () => {
    const element = '{\n  "a": 1\n}';
    const { document, scores, settled } = open(`[\n${element},\n{"b":2}]`);
    scores.setRuns([run([judged(2, element), judged(5, '{"b":2}')])]);
    await settled();
    assert.deepEqual(standing(scores, 6), ['', element, element, element, '{"b":2}', '']);
    assert.equal(scores.at(3)?.row.line, 1);
    assert.deepEqual([scores.rowAt(1)?.endLine, scores.rowAt(2)], [3, undefined]);
    scores.edit(document.replace([2, 7], [2, 8], '9'));
    await settled();
    assert.equal(scores.at(1)?.stale, true);
    scores.dispose();
  });

  it('say where a row of a run is now', () => {
    const { document, scores } = open();
    const live = run(judgedRows(), { state: 'running' });
    scores.setRuns([live]);
    scores.edit(document.replace([0, 0], [0, 0], '\n\n'));
    const [first] = live.records;
    assert.ok(first);
    assert.equal(scores.lineOf(live.id, first), 2);
    assert.equal(scores.lineOf('another run', first), undefined);
  });
});
