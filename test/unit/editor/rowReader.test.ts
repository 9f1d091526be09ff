import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RowReader } from '../../../src/extension/editor/rowReader.ts';
import { header } from './records.ts';

const row = '{"instruction": "Say “hi”.", "responses": ["hi\\n", "héllo", "你好"]}';
const distilabel = header({ task: 'quality', shape: 'distilabel' });

describe('reading rows again', () => {
  it('finds nothing before it is loaded', () => {
    const reader = new RowReader();
    assert.equal(reader.ready, false);
    assert.deepEqual(reader.responses(distilabel, row, 3), []);
    assert.equal(reader.instruction(distilabel, row), undefined);
  });

  it('finds the responses and the instruction as the run read them', async () => {
    const reader = new RowReader();
    await reader.load();
    const texts = reader.responses(distilabel, row, 3).map(({ start, end }) => JSON.parse(row.slice(start, end)));
    assert.deepEqual(texts, ['hi\n', 'héllo', '你好']);
    assert.equal(reader.instruction(distilabel, row), 'Say “hi”.');
  });

  it('finds no responses where the scores are not theirs', async () => {
    const reader = new RowReader();
    await reader.load();
    assert.deepEqual(reader.responses(distilabel, row, 2), [], 'other responses than were judged');
    assert.deepEqual(
      reader.responses({ ...distilabel, id: 'run-2', task: 'complexity' }, row, 3),
      [],
      'instructions were judged',
    );
    assert.deepEqual(
      reader.responses({ ...distilabel, id: 'run-3', shape: 'JudgeLM' }, row, 3),
      [],
      'another row shape',
    );
    assert.deepEqual(reader.responses(distilabel, '{"instruction": ', 3), [], 'no JSON');
  });

  it('follows the user’s own fields', async () => {
    const reader = new RowReader();
    await reader.load();
    const own = header({ task: 'quality', fields: { instruction: 'q', responses: 'a[*].t' } });
    const text = '{"q": "Why?", "a": [{"t": "So."}, {"t": "No."}]}';
    assert.deepEqual(
      reader.responses(own, text, 2).map(({ start }) => text.slice(start, start + 5)),
      ['"So."', '"No."'],
    );
    assert.equal(reader.instruction(own, text), 'Why?');
  });
});
