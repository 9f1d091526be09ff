import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import MarkdownIt from 'markdown-it';
import { hoverCommands, hoverLinks, hoverText } from '../../../src/extension/editor/hoverText.ts';
import type { Translate } from '../../../src/extension/translate.ts';
import type { Judgement } from '../../../src/judging/judgement.ts';
import { header, judged, judgement, malformed } from './records.ts';

const t: Translate = (message, ...values) => message.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));
const markdown = new MarkdownIt({ html: true, linkify: true });
// VS Code's renderer leaves it to `isTrusted` which links do something; here all count.
markdown.validateLink = () => true;

const subject = { taskTitle: 'JudgeLM', header: header() };
const text = (verdict: Judgement, more: { stale?: boolean; response?: number } = {}) =>
  hoverText({ ...subject, record: judged(3, '{}', verdict), ...more }, t);

/** What a reader sees of Markdown, cell by cell and paragraph by paragraph. */
function seen(source: string): string[] {
  const html = markdown
    .render(source)
    .replace(/&amp;/g, '&')
    .replace(/&quot;/g, '"')
    .replace(/\u2002/g, '');
  return html
    .split(/<[^>]*>/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const links = (source: string) =>
  [...markdown.render(source).matchAll(/href="([^"]*)"/g)].map(([, href]) => href ?? '');

describe('a hover', () => {
  it('shows each score on its scale and as a share of it', () => {
    const parts = seen(text(judgement([8, 5], { rationale: 'The first is right.' })));
    assert.deepEqual(parts.slice(0, 5), ['JudgeLM', '· gpt-4o', 'Response', 'Score (1 to 10)', 'Of the scale']);
    assert.deepEqual(parts.slice(5, 11), ['1', '8', '78 %', '2', '5', '44 %']);
    assert.ok(parts.includes('The first is right.'));
  });

  it('marks the response under the pointer', () => {
    assert.match(text(judgement([8, 5]), { response: 1 }), /\*\*2\*\*.*\*\*5\*\*/);
  });

  it('flags scores off the scale, and has no share of them', () => {
    const parts = seen(text(judgement([12, 5], { offScale: [0], notes: ['two verdicts, the last one counts'] })));
    assert.deepEqual(parts.slice(5, 8), ['1', '12 off scale', '–']);
    assert.ok(parts.includes('Notes: two verdicts, the last one counts'));
  });

  it('says why a response has no score', () => {
    const parts = seen(text(judgement([null, 5], { status: 'partly scored', reason: 'missing' })));
    assert.ok(parts.includes('Partly scored: missing.'));
    assert.ok(parts.includes('– missing'));
  });

  it('says why nothing is scored and what to do, without any number for a score', () => {
    const verdict = judgement([null, null], {
      status: 'unscored',
      reason: 'wrong key',
      detail: '401 Unauthorized',
      ms: 0,
    });
    const parts = seen(text(verdict));
    assert.deepEqual(parts.slice(2, 3), ['Not scored: wrong key.']);
    assert.match(parts[3] ?? '', /does not accept the API key\. 401 Unauthorized Set the API key/);
    assert.ok(!parts.includes('Of the scale'));
  });

  it('gives each response its reason, and tells what the judgement took', () => {
    const rationales = ['Right | short.', null];
    const parts = seen(text(judgement([8, 5], { rationales, tokens: { input: 412, output: 18 } })));
    assert.ok(parts.includes('Right | short.'));
    assert.equal(parts.at(-1), 'gpt-4o-2024-08-06 · 412 + 18 tokens · 0.8 s');
  });

  it('says in one line what several votes say of each other', () => {
    const votes = [
      { order: [0, 1], model: 'a', scores: [8, 5] },
      { order: [1, 0], model: 'a', scores: [8, 5] },
    ];
    const [, second] = votes;
    assert.ok(text(judgement([8, 5], { votes })).includes('2 votes, 0 % of the scale apart. All put the same'));
    const split = votes.map((vote) => (vote === second ? { ...vote, scores: [2, 5] } : vote));
    assert.ok(text(judgement([5, 5], { votes: split })).includes('Not all put the same response first.'));
  });

  it('says what expected scores rest on, and that some are plain', () => {
    const sure = text(judgement([8, 5], { mass: [0.97, 0.8] }));
    assert.ok(sure.includes('Expected scores, on 80 % of the probability.'));
    assert.ok(text(judgement([8, 5], { mass: [0.97, null] })).includes('Plain scores where'));
  });

  it('says that the row has changed', () => {
    assert.match(text(judgement([8, 5]), { stale: true }), /Changed since it was judged/);
  });

  it('says what is wrong with a malformed row', () => {
    const parts = seen(hoverText({ ...subject, record: malformed(7, '{') }, t));
    assert.deepEqual(parts.slice(2), ['This row can’t be judged', '(line 7, column 9): Not JSON. Correct the row.']);
  });

  it('says so where the run file is gone, and offers nothing', () => {
    const gone = { ...subject, record: undefined };
    assert.match(hoverText(gone, t), /file can’t be read any more/);
    assert.equal(hoverLinks(gone, t), '');
  });

  it('names the offline preview as what it is', () => {
    const offline = header({ model: { id: 'offline', name: 'Offline preview (not an LLM)' } });
    const parts = seen(hoverText({ ...subject, header: offline, record: judged(1, '{}') }, t));
    assert.equal(parts[1], '· Offline preview (not an LLM)');
  });

  it('lists no more responses than can be read', () => {
    const parts = seen(text(judgement(Array(50).fill(5))));
    assert.ok(parts.includes('and 30 more'));
  });
});

describe('a hover over hostile text', () => {
  const attack =
    '[x](command:workbench.action.quit) <command:gavel.deleteRun> https://evil.example ![i](http://e/i.png) | a\n\n# b';
  const hostile = judgement([8, 5], {
    rationale: attack,
    rationales: [attack, attack],
    notes: [attack],
    detail: attack,
    model: attack,
    status: 'partly scored',
    reason: 'missing',
  });
  const from = header({ id: 'a) [x](command:workbench.action.quit "', model: { id: attack, name: attack } });

  it('has no link, image or heading of its making', () => {
    const record = judged(1, '{}', hostile);
    const html = markdown.render(hoverText({ ...subject, header: from, record }, t));
    assert.doesNotMatch(html, /<(a|img|h\d|command)\b/);
    const wrong = { ...malformed(1, '{'), problem: { ...malformed(1, '{').problem, message: attack, next: attack } };
    assert.doesNotMatch(
      markdown.render(hoverText({ ...subject, header: from, record: wrong }, t)),
      /<(a|img|h\d|command)\b/,
    );
  });

  it('links to Gavel’s own commands only, with their own arguments', () => {
    const found = links(hoverLinks({ header: from, record: judged(1, '{}', hostile) }, t));
    assert.equal(found.length, hoverCommands.length);
    for (const href of found) {
      const [, command = '', query = ''] = /^command:([\w.]+)\?(.*)$/.exec(href) ?? [];
      assert.ok(hoverCommands.includes(command), href);
      assert.deepEqual(JSON.parse(decodeURIComponent(query)), [{ runId: from.id, rowIndex: 0 }]);
    }
  });
});

describe('the links of a hover', () => {
  const commandsOf = (source: string) => links(source).map((href) => href.replace(/^command:gavel\.|\?.*$/g, ''));

  it('are what can be done', () => {
    const explained = judged(1, '{}', judgement([8], { rationale: 'Because.' }));
    assert.deepEqual(commandsOf(hoverLinks({ header: header(), record: explained }, t)), [
      'openResults',
      'scoreRows',
      'copyRationale',
    ]);
    assert.deepEqual(commandsOf(hoverLinks({ header: header(), record: judged(1, '{}') }, t)), [
      'openResults',
      'scoreRows',
    ]);
    const selection = header({ source: { name: 'Selection' } });
    assert.deepEqual(commandsOf(hoverLinks({ header: selection, record: explained }, t)), [
      'openResults',
      'copyRationale',
    ]);
  });
});
