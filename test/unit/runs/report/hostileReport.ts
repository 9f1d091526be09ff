import type { Explanation, ReportDocument } from '../../../../src/runs/report/document.ts';

/** A report of every kind of block in which every text is what `next` gives. */
export function reportOf(next: () => string): ReportDocument {
  const tip = (): Explanation => ({ what: next(), how: next(), source: next() });
  return {
    title: next(),
    facts: [{ label: next(), value: next() }],
    sections: [
      {
        title: next(),
        note: next(),
        blocks: [
          { kind: 'text', text: next() },
          { kind: 'warning', text: next() },
          {
            kind: 'figures',
            figures: [{ label: next(), value: next(), range: next(), tone: 'good', tip: tip() }],
          },
          {
            kind: 'table',
            title: next(),
            columns: [
              { title: next(), tip: tip() },
              { title: next(), align: 'end' },
            ],
            rows: Array.from({ length: 9 }, (_, i) => ({
              cells: [{ text: next(), row: i }, { text: next() }],
              tags: [`${next()} ${i}`],
            })),
          },
          {
            kind: 'histogram',
            title: next(),
            bands: [next(), next()],
            series: [
              { name: next(), counts: [1, 2] },
              { name: next(), counts: [3, 0] },
            ],
            tip: tip(),
          },
          {
            kind: 'matrix',
            rowsTitle: next(),
            columnsTitle: next(),
            classes: [next(), next()],
            counts: [
              [1, 2],
              [3, 4],
            ],
            tip: tip(),
          },
        ],
      },
    ],
  };
}
