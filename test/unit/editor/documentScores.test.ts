import assert from 'node:assert/strict';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { contentHash } from '../../../src/dataset/hash.ts';
import { DocumentScores } from '../../../src/extension/editor/documentScores.ts';
import { FakeDocument } from './fakeDocument.ts';
import { judged, judgement, malformed, run } from './records.ts';

const element = '{\n  "a": 1\n}';
const rows = ['{"a":1}', '{"b":2}', '{"c":3}', '{"d":4}'];

/** The scores of a document with these rows, judged as they stand; `settled` resolves when it has been looked through. */
function open(text = rows.join('\n')) {
  const document = new FakeDocument(text);
  const told = new EventTarget();
  const scores = new DocumentScores(document.asDocument, contentHash, () => told.dispatchEvent(new Event('changed')));
  return { document, scores, settled: () => once(told, 'changed') };
}

const judgedRows = () => rows.map((text, i) => judged(i + 1, text));

/** Texts that were judged, by their hash: a run keeps no more of them. */
const texts = new Map(
  ['{"a":1}', '{"b":2}', '{"b":22}', '{"c":3}', '{"d":4}', element].map((text) => [contentHash(text), text]),
);

/** What stands at each line: the judged text, with a ~ where it has changed since. */
function standing(scores: DocumentScores, lines: number): string[] {
  return Array.from({ length: lines }, (_, line) => {
    const found = scores.at(line);
    if (!found) return '';
    const name = found.cells.status === 'malformed' ? 'malformed' : texts.get(found.cells.row.hash);
    return (found.stale ? '~' : '') + name;
  });
}

describe('the scores of a document', () => {
  it('belong to their rows from the first record on, while a run goes on', () => {
    const { scores } = open();
    const live = run([], { state: 'running' });
    scores.setRuns([live.live]);
    assert.deepEqual(standing(scores, 4), ['', '', '', '']);
    live.append(judged(3, '{"c":3}'));
    scores.follow();
    assert.deepEqual(standing(scores, 4), ['', '', '{"c":3}', '']);
  });

  it('move with their rows', () => {
    const { document, scores } = open();
    scores.setRuns([run(judgedRows(), { state: 'running' }).live]);
    scores.edit(document.replace([1, 0], [1, 0], '{"new":0}\n'));
    assert.deepEqual(standing(scores, 5), ['{"a":1}', '', '{"b":2}', '{"c":3}', '{"d":4}']);
  });

  it('turn stale with their own row only, and fresh again when the edit is undone', () => {
    const { document, scores } = open();
    scores.setRuns([run(judgedRows(), { state: 'running' }).live]);
    scores.edit(document.replace([1, 2], [1, 3], 'x'));
    assert.deepEqual(standing(scores, 4), ['{"a":1}', '~{"b":2}', '{"c":3}', '{"d":4}']);
    scores.edit(document.replace([1, 2], [1, 3], 'b'));
    assert.deepEqual(standing(scores, 4), rows);
  });

  it('are found again where several lines took the place of several', async () => {
    const { document, scores, settled } = open();
    scores.setRuns([run(judgedRows(), { id: 'run-1', state: 'running' }).live]);
    const reloaded = ['{"new":0}', '{"a":1}', '{"b":22}', '{"c":3}'];
    scores.edit(document.replace([0, 0], [2, 7], reloaded.join('\n')));
    await settled();
    assert.deepEqual(standing(scores, 5), ['', '{"a":1}', '~{"b":2}', '{"c":3}', '{"d":4}']);
    assert.deepEqual(
      judgedRows().map((record) => scores.lineOf('run-1', record)),
      [1, 2, 3, 4],
    );
  });

  it('stay with a row that was moved and then changed', () => {
    const { document, scores } = open();
    scores.setRuns([run(judgedRows(), { state: 'running' }).live]);
    scores.edit(document.replace([0, 0], [1, 0], ''));
    scores.edit(document.replace([2, 7], [2, 7], '\n{"a":1}'));
    assert.deepEqual(standing(scores, 4), ['{"b":2}', '{"c":3}', '{"d":4}', '{"a":1}']);
    scores.edit(document.replace([3, 5], [3, 6], '9'));
    assert.deepEqual(standing(scores, 4), ['{"b":2}', '{"c":3}', '{"d":4}', '~{"a":1}']);
  });

  it('are the same for repeated rows, each with its own place', () => {
    const { document, scores } = open('{"a":1}\n{"a":1}');
    scores.setRuns([run([judged(1, '{"a":1}'), judged(2, '{"a":1}')], { state: 'running' }).live]);
    standing(scores, 2);
    scores.edit(document.replace([0, 5], [0, 6], '7'));
    assert.deepEqual(standing(scores, 2), ['~{"a":1}', '{"a":1}']);
  });

  it('are not those of a row put in while nobody was looking', async () => {
    const { scores, settled } = open(['{"new":0}', ...rows].join('\n'));
    scores.setRuns([run(judgedRows()).live]);
    assert.deepEqual(standing(scores, 5), ['', ...rows]);
    await settled();
    assert.deepEqual(standing(scores, 5), ['', ...rows]);
  });

  it('are stale in a row that was changed while nobody was looking', async () => {
    const { scores, settled } = open(rows.with(2, '{"c":33}').join('\n'));
    scores.setRuns([run(judgedRows()).live]);
    await settled();
    assert.deepEqual(standing(scores, 4), rows.with(2, '~{"c":3}'));
  });

  it('are the newest of several runs', async () => {
    const { scores, settled } = open();
    const again = judged(2, '{"b":2}', judgement([1, 1]));
    scores.setRuns([run([again], { id: 'newer' }).live, run(judgedRows(), { id: 'older' }).live]);
    await settled();
    assert.deepEqual(scores.at(1)?.cells.scores, [1, 1]);
    assert.equal(scores.at(0)?.run.id, 'older');
    const found = [...scores.standing(new Set(['scored']))];
    assert.deepEqual(
      found.map((score) => score && [score.run.id, score.row.line]),
      [['newer', 1], ['older', 0], undefined, ['older', 2], ['older', 3]],
    );
  });

  it('list what stands as it was judged, in the order of its lines', async () => {
    const { document, scores, settled } = open('{"a":1}\n{"b"\n{"c":3}');
    scores.setRuns([run([malformed(3, '{"c":3}'), judged(1, '{"a":1}'), malformed(2, '{"b"')]).live]);
    await settled();
    const problems = () => [...scores.standing(new Set(['malformed']))].map((score) => score?.row.line);
    assert.deepEqual(problems(), [1, 2]);
    scores.edit(document.replace([0, 0], [0, 0], '\n'));
    assert.deepEqual(problems(), [2, 3]);
    scores.edit(document.replace([2, 4], [2, 4], ':2}'));
    assert.deepEqual(problems(), [undefined, 3]);
  });

  it('know a row whose text could not be read by its line', async () => {
    const { scores, settled } = open('{"a":1}\n{"\ufffd":2}');
    const unread = malformed(2, '');
    scores.setRuns([run([judged(1, '{"a":1}'), unread]).live]);
    await settled();
    assert.deepEqual(standing(scores, 2), ['{"a":1}', 'malformed']);
  });

  it('are found in the rows of a JSON array too', async () => {
    const { document, scores, settled } = open(`[\n${element},\n{"b":2}]`);
    scores.setRuns([run([judged(2, element), judged(5, '{"b":2}')]).live]);
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
    const [first] = judgedRows();
    assert.ok(first);
    scores.setRuns([run(judgedRows(), { id: 'run-1', state: 'running' }).live]);
    scores.edit(document.replace([0, 0], [0, 0], '\n\n'));
    assert.equal(scores.lineOf('run-1', first), 2);
    assert.equal(scores.lineOf('another run', first), undefined);
  });
});

describe('the scores of a run that goes on', () => {
  it('are those of rows that were judged again', async () => {
    const { scores, settled } = open();
    const timedOut = judgement([null], { status: 'unscored', reason: 'timed out' });
    const live = run(
      rows.map((text, i) => judged(i + 1, text, timedOut)),
      { state: 'paused' },
    );
    scores.setRuns([live.live]);
    await settled();
    live.state = 'running';
    live.append(judged(2, '{"b":2}', judgement([9])));
    scores.follow();
    assert.deepEqual(
      rows.map((_, line) => scores.at(line)?.cells.status),
      ['unscored', 'scored', 'unscored', 'unscored'],
    );
  });

  it('stay with their rows where rows were put in, taken out and changed before it went on', async () => {
    const edited = ['{"new":0}', '{"a":1}', '{"b":22}', '{"d":4}'];
    const { document, scores, settled } = open(edited.join('\n'));
    const live = run(judgedRows(), { state: 'interrupted' });
    scores.setRuns([live.live]);
    await settled();
    live.state = 'running';
    live.append(judged(1, '{"new":0}'), judged(2, '{"a":1}'), judged(3, '{"b":22}'));
    scores.follow();
    live.append(judged(4, '{"d":4}'));
    live.columns.trim(4);
    live.state = 'finished';
    scores.follow();
    await settled();
    assert.deepEqual(standing(scores, 4).slice(1), edited.slice(1));
    scores.edit(document.replace([3, 5], [3, 6], '9'));
    assert.deepEqual(standing(scores, 4).slice(1), ['{"a":1}', '{"b":22}', '~{"d":4}']);
  });

  it('wait until its file is read before changed rows are looked for', async () => {
    const { scores, settled } = open(rows.with(3, '{"d":44}').join('\n'));
    const live = run(judgedRows().slice(0, 2));
    live.reading = 0.5;
    scores.setRuns([live.live]);
    assert.deepEqual(standing(scores, 4), ['{"a":1}', '{"b":2}', '', '']);
    live.append(...judgedRows().slice(2));
    live.reading = undefined;
    scores.follow();
    await settled();
    assert.deepEqual(standing(scores, 4), ['{"a":1}', '{"b":2}', '{"c":3}', '~{"d":4}']);
  });

  it('cost no look at a row that is not on screen, whatever comes', async () => {
    const many = Array.from({ length: 20_000 }, (_, i) => `{"i":${i}}`);
    const document = new FakeDocument(many.join('\n'));
    let hashed = 0;
    const hash = (text: string) => {
      hashed++;
      return contentHash(text);
    };
    const scores = new DocumentScores(document.asDocument, hash, () => {});
    const live = run(
      many.slice(0, 10_000).map((text, i) => judged(i + 1, text)),
      { state: 'running' },
    );
    scores.setRuns([live.live]);
    for (let line = 0; line < 50; line++) scores.at(line);
    hashed = 0;
    live.append(...many.slice(10_000).map((text, i) => judged(10_001 + i, text)));
    live.append(...many.slice(0, 10_000).map((text, i) => judged(i + 1, text, judgement([1]))));
    scores.follow();
    scores.edit(document.replace([7, 5], [7, 6], '-7'));
    scores.edit(document.replace([9, 0], [9, 0], '\n'));
    document.looks = 0;
    for (let line = 0; line < 50; line++) scores.at(line);
    assert.equal(hashed, 1);
    assert.equal(document.looks, 50);
    scores.dispose();
  });
});
