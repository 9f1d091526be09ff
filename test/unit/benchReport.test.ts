import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { benchmarksPage, renewedPage } from '../bench/report.ts';

describe('the page of benchmarks', () => {
  const sort = { what: 'Sort', target: '< 1 s', measured: '2 s', how: 'rows', met: false };
  const size = { what: 'Size', target: '', measured: '9 KB', how: '`npm run package`' };
  const page = benchmarksPage([sort, size]);

  it('says which targets are met', () => {
    assert.match(page, /^\| Sort \| < 1 s \| 2 s ✗ \| rows \|$/m);
    assert.match(page, /^\| Size \| {2}\| 9 KB \| `npm run package` \|$/m);
  });

  it('keeps what a part that is measured alone has not measured', () => {
    const again = { ...sort, measured: '0.5 s', met: true };
    assert.equal(renewedPage(page, [again]), page.replace('2 s ✗', '0.5 s ✓'));
    assert.equal(renewedPage(page, [{ ...again, what: 'Filter' }]), page);
  });
});
