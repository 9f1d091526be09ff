import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { markdownLine, markdownParagraphs } from '../../../../src/runs/report/markdownText.ts';
import { reportMarkdown } from '../../../../src/runs/report/reportMarkdown.ts';
import { safeLine } from '../../../../src/runs/report/safeText.ts';
import { shareBar } from '../../../../src/runs/report/shareBar.ts';
import { reportOf } from './hostileReport.ts';
import { hostileText, hostileTexts } from './hostileText.ts';
import { sampleReport } from './sampleReport.ts';

/** As permissive as Markdown gets: what stays text here stays text anywhere. */
const markdown = new MarkdownIt({ html: true, linkify: true });

/** What a reader sees, and which elements it is made of. */
function rendered(source: string): { text: string; elements: string[] } {
  const page = markdown.render(source).replaceAll('<!-- -->', '');
  const elements = [...page.matchAll(/<([a-z0-9]+)/g)].map(([, name]) => name ?? '');
  const text = page
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
  return { text, elements };
}

describe('a text in Markdown', () => {
  const places = {
    alone: { source: (line: string) => line, elements: ['p'] },
    item: { source: (line: string) => `- ${line}`, elements: ['ul', 'li'] },
    heading: { source: (line: string) => `# ${line}`, elements: ['h1'] },
    bold: { source: (line: string) => `**${line}**`, elements: ['p', 'strong'] },
    cell: {
      source: (line: string) => `| x | y |\n| --- | --- |\n| ${line} | z |`,
      elements: ['table', 'thead', 'tr', 'th', 'th', 'tbody', 'tr', 'td', 'td'],
    },
  };
  const seenIn: Record<keyof typeof places, (text: string) => string> = {
    alone: (text) => text,
    item: (text) => text,
    heading: (text) => text,
    bold: (text) => text,
    cell: (text) => text.replace(/^\s*x\s+y\s*/, '').replace(/\s*z\s*$/, ''),
  };

  for (const [place, { source, elements }] of Object.entries(places)) {
    it(`stays what it is: ${place}`, () => {
      const check = (text: string) => {
        const line = markdownLine(text);
        if (line === '') return;
        const seen = rendered(source(line));
        assert.deepEqual(seen.elements, elements, text);
        assert.equal(squeezed(seenIn[place as keyof typeof places](seen.text)), squeezed(safeLine(text)));
      };
      for (const text of hostileTexts) check(text);
      fc.assert(fc.property(hostileText, check), { numRuns: 500 });
    });
  }

  it('keeps its lines and paragraphs', () => {
    assert.equal(markdownParagraphs('one\ntwo\r\n\r\n\n three'), 'one<br>\ntwo\n\nthree');
  });

  it('leaves numbers and prose readable', () => {
    assert.equal(markdownLine('+0.25 (−3 %), 1,234 rows; well-kept: yes'), '+0.25 (−3 %), 1,234 rows; well-kept: yes');
  });
});

describe('a report as Markdown', () => {
  it('has no element that its own structure does not have, whatever its texts say', () => {
    const plain = rendered(reportMarkdown(reportOf(() => 'x'))).elements;
    for (const text of hostileTexts) {
      const made = rendered(reportMarkdown(reportOf(() => `x${text}`))).elements;
      assert.deepEqual(
        made.filter((name) => name !== 'br'),
        plain,
        text,
      );
    }
  });

  it('says everything that there is', () => {
    const made = reportMarkdown(sampleReport(9));
    assert.match(made, /^# How far to trust JudgeLM/);
    assert.match(made, /^- Cohen's kappa: \*\*0\.61\*\* \(95 %: 0\.52 to 0\.69\)$/m);
    assert.match(made, /^- Krippendorff's alpha: \*\*not defined\*\*$/m);
    assert.match(made, /^\| 0\.7–0\.8 \| 1,240 \| █{20} \|$/m);
    assert.match(made, /^\| First \| 88 \(81 %\) \| 9 \(8 %\) \| 12 \(11 %\) \| 109 \|$/m);
    assert.match(
      made,
      /^\| 4 \| 用三句话解释量子纠缠，并说明它为什么不能用来超光速通信。 \| 3\.0 \| 9\.0 \| \+0\.90 \|$/m,
    );
    assert.match(made, /^> \*\*Warning:\*\* Only 31 rows/m);
    assert.match(made, /^- \*\*Cohen's kappa\*\*: Agreement .* Source: Cohen 1960$/m);
    assert.match(made, /The first 9 of 225 rows\./);
  });
});

describe('a bar of text', () => {
  it('shows a share to an eighth of a character, and never nothing for something', () => {
    assert.deepEqual(
      [0, 0.0001, 0.5, 1, 2].map((share) => shareBar(share, 4)),
      ['', '▏', '██', '████', '████'],
    );
    assert.equal(shareBar(0.55, 4), '██▎');
  });
});

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
