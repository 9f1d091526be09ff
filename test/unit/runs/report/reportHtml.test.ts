import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { openingPage, troublePage } from '../../../../src/extension/report/openingPage.ts';
import { nameStep, scale } from '../../../../src/runs/report/html/histogram.ts';
import { html } from '../../../../src/runs/report/html/markup.ts';
import { reportHtml } from '../../../../src/runs/report/reportHtml.ts';
import { reportOf } from './hostileReport.ts';
import { hostileText, hostileTexts } from './hostileText.ts';
import { sampleReport } from './sampleReport.ts';

const vscode = {
  theme: 'vscode' as const,
  view: 'trust:1',
  linked: true,
  actions: [{ id: 'save', label: 'Save…', hint: 'As HTML' }],
};

/** The elements of a page in order, with the names of their attributes. */
function elements(page: string): string[] {
  return [...withoutOwn(page).matchAll(/<[^>]*>/g)].map(([tag]) => tag.replace(/="[^"]*"/g, ''));
}

/** A page without our own style and script, which are neither text nor markup. */
function withoutOwn(page: string): string {
  return page.replace(/<style>.*?<\/style>/s, '<style></style>').replace(/<script>.*?<\/script>\n<\/body>/s, '</body>');
}

describe('a report as HTML', () => {
  it('is made of the same elements, whatever its texts say', () => {
    const plain = elements(reportHtml(reportOf(() => 'x')));
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 20, maxLength: 40 }), (texts) => {
        let i = 0;
        const made = reportHtml(reportOf(() => `x${texts[i++ % texts.length]}`.slice(0, 22)));
        assert.deepEqual(elements(made).filter(notExplained), plain.filter(notExplained));
      }),
      { numRuns: 200 },
    );
  });

  for (const text of hostileTexts) {
    it(`shows ${JSON.stringify(text)} as text`, () => {
      const page = withoutOwn(reportHtml(reportOf(() => text)));
      assert.ok(!/<(?:img|b>|command|script)/.test(page));
      assert.ok(!/<[^>]*\son\w+=/.test(page.replace(/="[^"]*"/g, '')));
      assert.equal(page.includes('\u202e') || page.includes('\u0000'), false);
    });
  }

  it('lets only its own style and script run, and loads nothing', () => {
    for (const page of [reportHtml(sampleReport()), reportHtml(sampleReport(), vscode)]) {
      const policy = /Content-Security-Policy" content="([^"]+)"/.exec(page)?.[1]?.replaceAll('&#39;', "'") ?? '';
      const [, style = ''] = /<style>(.*?)<\/style>/s.exec(page) ?? [];
      const [, script = ''] = /<script>(.*?)<\/script>/s.exec(page) ?? [];
      assert.deepEqual(policy.split('; '), [
        "default-src 'none'",
        `style-src 'sha256-${sha256(style)}'`,
        `script-src 'sha256-${sha256(script)}'`,
        "base-uri 'none'",
        "form-action 'none'",
      ]);
      assert.ok(!/<[^>]*\s(?:src|style|srcset|onclick)=/.test(withoutOwn(page)));
      assert.ok(!/url\(|@import/.test(style));
      assert.ok(!/<[^>]*href="(?!#)/.test(withoutOwn(page)));
    }
  });

  it('explains every number in a list at its end, each explanation once', () => {
    const page = reportHtml(sampleReport());
    const ids = [...page.matchAll(/<dd id="([^"]+)"/g)].map(([, id]) => id);
    const asked = [...page.matchAll(/class="measure[^"]*" href="#([^"]+)" aria-describedby="([^"]+)"/g)];
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(new Set(asked.map(([, href]) => href)), new Set(ids));
    assert.ok(asked.every(([, href, described]) => href === described));
    assert.equal(page.match(/<a class="measure figure"/g)?.length, 6);
    assert.match(page, /<dt>Agreement, People<\/dt>/);
  });

  it('links rows only where somebody shows them', () => {
    assert.ok(!reportHtml(sampleReport()).includes('data-row='));
    assert.match(reportHtml(sampleReport(), vscode), /<button type="button" class="link" data-row="3"/);
  });

  it('says that there is nothing, and how much more there is', () => {
    const page = reportHtml(sampleReport(24));
    assert.match(page, /<h3>Ties<\/h3>\s*<p class="quiet">None\.<\/p>/);
    assert.match(page, /The first 24 of 240 rows\./);
  });

  it('takes two thousand rows, and scrolls them by themselves', () => {
    const page = reportHtml(sampleReport(2000));
    assert.equal(page.match(/<tr data-tags=/g)?.length, 2000);
    assert.match(page, /class="scroller tall" tabindex="0" role="region"/);
    assert.ok(page.length < 1_200_000, `${page.length} characters`);
  });

  it('shades a matrix by its counts, and divides by nothing nowhere', () => {
    const matrix = { kind: 'matrix' as const, rowsTitle: 'A', columnsTitle: 'B', tip: { what: 'w', how: 'h' } };
    const counts = [
      [0, 0],
      [5, 1],
    ];
    const sections = [{ title: 's', blocks: [{ ...matrix, classes: ['x', 'y'], counts }] }];
    const page = reportHtml({ title: 't', facts: [], sections });
    assert.ok(!/NaN|Infinity|undefined/.test(withoutOwn(page)));
    assert.match(page, /class="shade-10 "[^>]*>5 <span>83 %/);
    assert.match(page, /class="shade-0 same"[^>]*>0 <span>–/);
  });

  it('draws nothing out of nothing', () => {
    const tip = { what: 'w', how: 'h' };
    const histogram = { kind: 'histogram' as const, title: 'h', bands: [], series: [], tip };
    const page = reportHtml({ title: 't', facts: [], sections: [{ title: 's', blocks: [histogram] }] });
    assert.ok(!/NaN|Infinity|undefined/.test(withoutOwn(page)));
  });
});

/** Equal explanations share an entry, so entries and their parts may be fewer. */
function notExplained(element: string): boolean {
  return !/^<\/?(?:dd|dt|p)\b/.test(element);
}

describe('the pages around a report', () => {
  it('show texts as texts', () => {
    const frame = { theme: 'vscode' as const, view: '"><b>' };
    for (const text of hostileTexts) {
      const trouble = { reason: 'gone', message: text, next: text };
      const pages = [openingPage(text, text, frame), troublePage(text, trouble, [{ id: 'again', label: text }], frame)];
      for (const page of pages) assert.ok(!/<(?:img|b>|command|script)/.test(withoutOwn(page)));
    }
  });
});

describe('HTML with values', () => {
  it('takes only what it made itself for HTML', () => {
    const forged = { source: '<b>' } as unknown as string;
    assert.equal(html`${forged}`.source, '[object Object]');
    assert.equal(html`${html`<i>${'<b>'}</i>`}${[1, false, undefined, "'"]}`.source, '<i>&lt;b&gt;</i>1&#39;');
  });
});

describe('the scale of a histogram', () => {
  it('names as many bands as there is room for', () => {
    const bands = (n: number, name: string) => Array.from({ length: n }, () => name);
    assert.equal(nameStep(bands(10, '0.1–0.2')), 1);
    assert.equal(nameStep(bands(20, '0.10–0.15')), 2);
    assert.equal(nameStep(bands(5, 'a band with a long name')), 2);
    assert.equal(nameStep([]), 1);
  });

  it('has round steps, few lines, and room for the highest bar', () => {
    assert.deepEqual(scale(1).lines, [0, 1]);
    assert.deepEqual(scale(7).lines, [0, 2, 4, 6, 8]);
    assert.deepEqual(scale(1240).lines, [0, 500, 1000, 1500]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000_000 }), (most) => {
        const { lines, top } = scale(most);
        assert.ok(
          top >= most && lines.length <= 6 && lines.length >= 2 && lines.every(Number.isInteger),
          String(lines),
        );
      }),
    );
  });
});

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
