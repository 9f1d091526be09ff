import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Explanation, ReportDocument } from '../../../../src/runs/report/document.ts';
import { Measures } from '../../../../src/runs/report/measures.ts';
import { reportHtml } from '../../../../src/runs/report/reportHtml.ts';

const tipOf = (what: string): Explanation => ({ what, how: 'Counted.' });
const [fact, shared, note] = [tipOf('a fact'), tipOf('shared'), tipOf('a note')];

const report: ReportDocument = {
  title: 'T',
  facts: [
    { label: 'Rows', value: '12', tip: fact },
    { label: 'Source', value: 'a.jsonl' },
  ],
  sections: [
    {
      title: 'Part',
      note: '12 rows.',
      noteTip: note,
      blocks: [
        { kind: 'text', text: 'All 12.', tip: shared },
        { kind: 'warning', text: 'Only 12.', tip: shared },
        { kind: 'figures', figures: [{ label: 'Figure', value: '12', tip: shared }] },
        {
          kind: 'table',
          columns: [{ title: 'Line' }, { title: 'Other' }],
          rows: [{ cells: [{ text: '3', row: 2 }, { text: 'x' }] }],
        },
      ],
    },
  ],
};

describe('explanations', () => {
  it('of sentences have the name of their part, but where they explain a number, too', () => {
    const { list } = new Measures(report);
    assert.deepEqual(
      list.map(({ names, tip }) => [names.join(), tip.what]),
      [
        ['Rows', 'a fact'],
        ['Figure', 'shared'],
        ['Line', 'Where the row stands: its line in the file that was judged.'],
        ['Part', 'a note'],
      ],
    );
  });

  it('are linked from facts, notes, texts and warnings, and from nothing that has none', () => {
    const page = reportHtml(report);
    const linked = [...page.matchAll(/<a class="measure[^"]*" href="#(measure-\d)"[^>]*>([^<]+)<\/a>/g)];
    assert.deepEqual(
      linked.map(([, id, text]) => `${text} ${id}`),
      ['12 measure-1', '12 rows. measure-4', 'All 12. measure-2', 'Only 12. measure-2'],
    );
    assert.match(page, /<dd>a\.jsonl<\/dd>/);
  });
});
