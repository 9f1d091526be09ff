import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { plainInline, plainMarkdown, shorten } from '../../../src/extension/editor/plainMarkdown.ts';

/** As permissive as Markdown gets: what stays text here stays text anywhere. */
const markdown = new MarkdownIt({ html: true, linkify: true });

/** What a reader sees, and which elements it is made of. */
function rendered(source: string): { text: string; elements: Set<string> } {
  const html = markdown.render(source);
  const elements = new Set([...html.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name ?? ''));
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&amp;/g, '&');
  return { text, elements };
}

const hostile = [
  '[click](command:workbench.action.quit)',
  '<command:gavel.deleteRun>',
  '<a href="command:gavel.deleteRun">x</a>',
  '![x](https://evil.example/x.png)',
  'https://evil.example www.evil.example me@evil.example',
  '$(zap) &#91;x&#93;(command:x)',
  '# heading',
  '- list\n1. list\n> quote\n***\n---\ntext\n===',
  '```\ncode\n```',
  '| a | b |\n|---|---|\n| c | d |',
  '[a]: command:x\n[a]',
  '`code` **bold** __bold__ ~~gone~~ a\\*b',
  '    indented',
];

describe('plain text in Markdown', () => {
  for (const text of hostile) {
    it(`stays text: ${JSON.stringify(text)}`, () => {
      const { text: seen, elements } = rendered(plainMarkdown(text));
      assert.deepEqual(
        [...elements].filter((name) => name !== 'p' && name !== 'br'),
        [],
      );
      assert.equal(seen.replace(/\s+/g, ' ').trim(), text.replace(/\s+/g, ' ').trim());
    });
  }

  it('is paragraphs and line breaks and nothing else, whatever the text', () => {
    const marks = fc.constantFrom(...'[]()<>!#*_`~|$&:/\\-+=.1a \n\t"\''.split(''), 'command:', 'https://a.b', '&#33;');
    const text = fc.oneof(
      fc.string(),
      fc.array(marks, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (any) => {
        const { elements } = rendered(plainMarkdown(any));
        assert.deepEqual(
          [...elements].filter((name) => name !== 'p' && name !== 'br'),
          [],
        );
      }),
    );
  });

  it('keeps its lines and paragraphs', () => {
    assert.equal(plainMarkdown('one\ntwo\r\n\r\n\n three'), 'one  \ntwo\n\n&nbsp;three');
    assert.equal(plainInline(' one\n\ntwo | three'), 'one two &#124; three');
  });

  it('is shortened between characters', () => {
    assert.equal(shorten('abcdef', 6), 'abcdef');
    assert.equal(shorten('abc defg', 4), 'abc…');
    assert.equal(shorten('ab😀cd', 3), 'ab…');
  });
});
