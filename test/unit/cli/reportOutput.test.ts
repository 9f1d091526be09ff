import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { parseArgs, stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { checkReportOutput, type ReportOutput, reportFlags, writeReport } from '../../../src/cli/reportOutput.ts';
import { reportText } from '../../../src/cli/reportText.ts';
import { wrapText } from '../../../src/cli/wrapText.ts';
import { reportOf } from '../runs/report/hostileReport.ts';
import { hostileText } from '../runs/report/hostileText.ts';
import { sampleReport } from '../runs/report/sampleReport.ts';

const noColours = (_style: unknown, shown: string) => shown;

describe('a report in the terminal', () => {
  it('says everything that there is, in lines that fit', () => {
    for (const width of [60, 80, 120]) {
      const shown = reportText(sampleReport(9), { width, paint: noColours });
      assert.match(shown, /^How far to trust JudgeLM/);
      assert.match(shown, /^Cohen's kappa +0\.61 {2}\(95 %: 0\.52 to 0\.69\)$/m);
      assert.match(shown, /^0\.7–0\.8 +1,240 {2}█+$/m);
      assert.match(shown, /^First +88 {2}81 % +9 {3}8 % +12 {2}11 % +109$/m);
      assert.match(shown, /^! Only 31 rows/m);
      assert.match(shown, /Source:\s+Cohen\s+1960/);
      const widest = Math.max(...shown.split('\n').map((line) => stringWidth(line)));
      assert.ok(widest <= width, `${widest} of ${width}`);
    }
  });

  it('shows the first rows of a long table', () => {
    const shown = reportText(sampleReport(500), { width: 100, paint: noColours });
    assert.match(shown, /^The first 30 of 716 rows\.$/m);
    assert.ok(shown.split('\n').length < 150);
  });

  it('lets no text move the cursor, turn its direction or begin a line', () => {
    fc.assert(
      fc.property(fc.array(hostileText, { minLength: 10, maxLength: 30 }), (texts) => {
        let i = 0;
        const shown = reportText(
          reportOf(() => `x${texts[i++ % texts.length]}`),
          { width: 100, paint: noColours },
        );
        assert.ok(!/[^\P{Cc}\n]|[\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(shown));
        assert.equal(stripVTControlCharacters(shown), shown);
      }),
    );
  });
});

describe('wrapped text', () => {
  it('breaks between words, and Chinese anywhere but before a mark', () => {
    assert.deepEqual(wrapText('How: a well-kept, long sentence', 12), ['How: a', 'well-kept,', 'long', 'sentence']);
    assert.deepEqual(wrapText('解释量子纠缠，并说明', 12), ['解释量子纠', '缠，并说明']);
    assert.deepEqual(wrapText('abcdefgh ij', 3), ['abc', 'def', 'gh', 'ij']);
    assert.deepEqual(wrapText('', 10), ['']);
  });

  it('loses nothing, and fits unless one character does not', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 2, max: 40 }), (any, width) => {
        const lines = wrapText(any, width);
        assert.equal(lines.join('').replace(/\s+/g, ''), any.replace(/\s+/g, ''));
        const isOne = (line: string) => [...new Intl.Segmenter().segment(line)].length === 1;
        assert.ok(lines.every((line) => stringWidth(line) <= width || isOne(line)));
      }),
    );
  });
});

describe('where a report goes', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'gavel-report-'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function written(output: ReportOutput): Promise<{ stdout: string; stderr: string }> {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const said = Promise.all([text(stdout), text(stderr)]);
    await writeReport(sampleReport(), output, { stdout, stderr }).finally(() => {
      stdout.end();
      stderr.end();
    });
    const [out, err] = await said;
    return { stdout: out, stderr: err };
  }

  it('is stdout, as text, where nothing else is asked for', async () => {
    const { stdout, stderr } = await written({ overwrite: false });
    assert.match(stdout, /^How far to trust JudgeLM/);
    assert.equal(stderr, '');
  });

  it('is files, where they are named', async () => {
    const html = join(folder, 'report.html');
    const markdown = join(folder, 'report.md');
    const { values } = parseArgs({ args: ['--html', html, '--markdown', markdown], options: reportFlags });
    const { stdout, stderr } = await written(values);
    assert.equal(stdout, '');
    assert.deepEqual(stderr.split('\n'), [`The report is in ${html}.`, `The report is in ${markdown}.`, '']);
    assert.match(await readFile(html, 'utf8'), /^<!DOCTYPE html>/);
    assert.match(await readFile(markdown, 'utf8'), /^# How far/);
    assert.deepEqual((await readdir(folder)).sort(), ['report.html', 'report.md']);
  });

  it('is no file that exists, unless that is asked for', async () => {
    const markdown = join(folder, 'mine.md');
    await writeFile(markdown, 'mine');
    await assert.rejects(written({ markdown, overwrite: false }), /exists already/);
    assert.equal(await readFile(markdown, 'utf8'), 'mine');
    await written({ markdown, overwrite: true });
    assert.match(await readFile(markdown, 'utf8'), /^# How far/);
  });

  it('is never what the report is about', async () => {
    const run = join(folder, 'a.gavel.jsonl');
    await writeFile(run, '{}');
    await assert.rejects(checkReportOutput({ html: run, overwrite: true }, [run]), /is the file that is read/);
    await assert.rejects(checkReportOutput({ html: folder, overwrite: true }, [run]), /is a folder/);
  });
});
