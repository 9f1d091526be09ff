import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import type { Query, SummaryView } from '../../../src/shared/protocol.ts';
import { chipTitle } from '../../../src/webview/components/chip.ts';
import { markdownHtml } from '../../../src/webview/components/markdown.ts';
import { filterCount, filterGroups, sorting, sortValue } from '../../../src/webview/components/toolbarOptions.ts';
import { duration, money, percent, score, short, timeLeft } from '../../../src/webview/format.ts';
import { strings, t, useTranslations } from '../../../src/webview/strings.ts';
import { band } from '../../../src/webview/styles.ts';
import { wholeRun } from '../../../src/webview/viewState.ts';

afterEach(() => useTranslations({}));

test('words are looked up by their English, values filled in', () => {
  assert.equal(t(strings.shown, 3, 10), '3 of 10 rows');
  useTranslations({ [strings.shown]: '{1} 行中的 {0} 行', constructor: 'no' });
  assert.equal(t(strings.shown, 3, 10), '10 行中的 3 行');
  assert.equal(t('toString'), 'toString');
  assert.equal(t(strings.line), 'Line');
});

test('a value that looks like a place is left alone', () => {
  assert.equal(t('{0} and {1}', '{1}', 'b'), '{1} and b');
  assert.equal(t('{0} and {1}', 'a'), 'a and {1}');
});

test('numbers are short and say their unit', () => {
  assert.equal(score(6.125001), '6.13');
  assert.equal(score(-2), '-2');
  assert.equal(score(1e300), '1.0e+300');
  assert.match(percent(2 / 3), /^67\s?%$/);
  assert.match(duration(340), /^340 ms$/);
  assert.match(duration(2140), /^2\.1 sec$/);
  assert.match(duration(185_000), /^3 min 5 sec$/);
  assert.match(duration(7_800_000), /^2 hr 10 min$/);
  assert.deepEqual([5_700, 61_000, 7_800_000].map(timeLeft), ['6 sec', '2 min', '2 hr 10 min']);
  assert.deepEqual([money(12.345), money(0.0012345), money(0)], ['12.35', '0.0012', '0']);
  assert.deepEqual([short(99_999), short(1_234_567)], ['99,999', '1.2M']);
});

test('a chip is never silent about a score that is missing or off the scale', () => {
  const gap = { value: null, normalised: null, offScale: false, gap: 'refused' };
  assert.equal(chipTitle(gap, 0, 'responses'), 'Response 1: no score (refused)');
  const off = { value: 9, normalised: null, offScale: true };
  assert.match(chipTitle(off, 1, 'responses'), /^Response 2: 9, off the scale/);
  const good = { value: 3, normalised: 2 / 3, offScale: false };
  assert.match(chipTitle(good, 0, 'instructions'), /^Instruction 1: 3, normalised 67/);
});

test('scores fall into five bands', () => {
  assert.deepEqual([0, 0.19, 0.2, 0.5, 0.8, 1].map(band), [0, 0, 1, 2, 4, 4]);
});

test('the lists of the toolbar say what the query is, and change only that', () => {
  const query = { ...wholeRun, search: 'poem', scores: { min: 0, max: 0.5 } };
  const reasons = [{ reason: 'timed out', label: 'Timed out', rows: 3 }];
  const options = (shown: Query) => filterGroups({ reasons } as SummaryView, shown).flatMap(({ options }) => options);
  for (const { label, isOn, toggled } of options({ ...query, reasons: ['refused'] })) {
    assert.equal(isOn, label === 'refused', 'a reason that no row has any more can be switched off');
    assert.equal(filterCount(toggled), isOn ? 0 : 2);
    assert.deepEqual([toggled.search, toggled.scores], [query.search, query.scores]);
    assert.equal(options(toggled).find((option) => option.label === label)?.isOn ?? false, !isOn);
  }
  for (const value of ['line', 'mean', 'response:3', 'tokens']) assert.equal(sortValue(sorting(query, value)), value);
  assert.equal(sorting(query, 'mean').sort.descending, true);
});

// What a judge writes may come from a row that someone else wrote.
const hostile = [
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '![pixel](https://evil.example/p.png)',
  '[click](javascript:alert(1))',
  '[click](https://evil.example)',
  '[click][1]\n\n[1]: https://evil.example',
  '<https://evil.example>',
  'https://evil.example',
  '<command:workbench.action.quit>',
];

test('a rationale brings no link, no image and no HTML of its own', () => {
  for (const text of hostile) {
    const html = markdownHtml(text);
    assert.doesNotMatch(html, /<(?!\/?p>)/, `${text} became ${html}`);
  }
  assert.match(
    markdownHtml('**good** and `code`\n\n- a'),
    /<strong>good<\/strong> and <code>code<\/code>.*<li>a<\/li>/s,
  );
});
