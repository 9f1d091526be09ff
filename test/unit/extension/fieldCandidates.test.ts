import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { JsonObject } from '../../../src/dataset/json.ts';
import { parsePath } from '../../../src/dataset/jsonPath.ts';
import { fieldCandidates } from '../../../src/extension/commands/fieldCandidates.ts';

const paths = (...rows: JsonObject[]) =>
  fieldCandidates(rows).map(({ path, isList }) => (isList ? `${path} (list)` : path));

describe('fieldCandidates', () => {
  it('finds text in fields, objects and lists', () => {
    const row = { ask: 'Why?', n: 3, meta: { by: 'a' }, said: [{ text: 'So.' }, { text: 'Because.' }], tags: ['x'] };
    assert.deepEqual(paths(row), [
      'ask',
      'meta.by',
      'said[*].text (list)',
      'said[0].text',
      'said[-1].text',
      'tags[*] (list)',
      'tags[0]',
      'tags[-1]',
    ]);
  });

  it('takes the fields of all rows, each once', () => {
    assert.deepEqual(paths({ a: 'x' }, { b: 'y', a: 'z' }), ['a', 'b']);
  });

  it('shows how a text begins, on one line', () => {
    const [candidate] = fieldCandidates([{ a: ` ${'word\n'.repeat(100)}` }]);
    assert.match(candidate?.example ?? '', /^word word/);
    assert.equal(candidate?.example.length, 80);
  });

  it('gives paths that can be read, whatever the keys are', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.constantFrom('text', ['text'], { '': 'text' })), (row) => {
        for (const { path } of fieldCandidates([row as JsonObject])) assert.ok(parsePath(path), path);
      }),
    );
  });

  it('is bounded for rows that are hostile', () => {
    let deep: JsonObject = { a: 'x' };
    for (let i = 0; i < 10_000; i++) deep = { a: deep };
    const wide = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, 'x']));
    assert.deepEqual(fieldCandidates([deep]), []);
    assert.equal(fieldCandidates([wide]).length, 200);
  });
});
