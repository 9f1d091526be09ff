import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Page } from 'playwright-core';
import { reportOf } from '../unit/runs/report/hostileReport.ts';
import { hostileTexts } from '../unit/runs/report/hostileText.ts';
import { sampleReport } from '../unit/runs/report/sampleReport.ts';
import { eventually } from './eventually.ts';
import { ReportPages } from './reportPage.ts';

const inVsCode = {
  look: { theme: 'vscode' as const, view: 'trust:1', linked: true, actions: [{ id: 'save', label: 'Save…' }] },
  vscode: 'dark' as const,
};

describe('a report as a page', () => {
  let pages: ReportPages;
  const table = (page: Page) => page.locator('#section-3 .table');
  const tip = (page: Page) => page.locator('#tip:popover-open');
  /** What the shown rows have in a column, from 1. */
  const column = (page: Page, place: number) =>
    table(page).locator(`tbody tr:not([hidden]) td:nth-child(${place})`).allInnerTexts();
  const sortBy = (page: Page, name: string) => table(page).getByRole('button', { name }).click();

  before(async () => {
    pages = await ReportPages.start();
  });
  after(async () => pages?.stop());

  it('sorts by numbers, both ways and back, and leaves what has none at the end', async () => {
    const { page, troubles } = await pages.open(sampleReport());
    const given = await column(page, 4);
    await sortBy(page, 'Judge');
    const down = await column(page, 4);
    assert.deepEqual(down.slice(0, 2), ['9.0', '9.0']);
    assert.deepEqual(down.slice(-3), ['–', '–', '–']);
    await sortBy(page, 'Judge');
    const up = await column(page, 4);
    assert.equal(up[0], '0.0');
    assert.deepEqual(up.slice(-3), ['–', '–', '–']);
    assert.equal(await table(page).locator('[aria-sort]').getAttribute('aria-sort'), 'ascending');
    await sortBy(page, 'Judge');
    assert.deepEqual(await column(page, 4), given);
    await sortBy(page, 'Change');
    assert.deepEqual((await column(page, 5)).slice(0, 2), ['+0.90', '+0.90']);
    assert.equal((await column(page, 5)).at(-1), '−0.90');
    assert.deepEqual(troubles, []);
  });

  it('filters by tags and by words', async () => {
    const { page } = await pages.open(sampleReport());
    const shown = () => table(page).locator('output').innerText();
    await table(page).getByRole('button', { name: 'flagged 3' }).click();
    assert.equal(await shown(), '3 of 24 rows');
    await table(page).getByRole('button', { name: 'worse' }).click();
    const both = await column(page, 1);
    assert.ok(both.length > 3 && both.length < 24);
    for (const tag of ['flagged', 'worse']) await table(page).getByRole('button', { name: tag }).click();
    await table(page).getByRole('searchbox').fill('CAPITAL australia');
    assert.deepEqual(
      new Set(await column(page, 2)),
      new Set(['Name the capital of Australia and the year in which it was founded.']),
    );
    await table(page).getByRole('searchbox').fill('<b>ignore');
    assert.equal((await column(page, 1)).length, 3);
    await table(page).getByRole('searchbox').fill('');
    assert.equal(await shown(), '24 of 24 rows');
  });

  it('keeps the widths of columns while rows go', async () => {
    const { page } = await pages.open(sampleReport());
    const widths = () =>
      table(page)
        .locator('th')
        .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
    const all = await widths();
    await table(page).getByRole('searchbox').fill('haiku');
    assert.deepEqual(await widths(), all);
    await page.setViewportSize({ width: 700, height: 700 });
    await eventually(async () => (await widths())[1] !== all[1], true);
  });

  it('explains what the pointer is on, and what the keyboard is on', async () => {
    const { page } = await pages.open(sampleReport());
    await page.locator('.figure', { hasText: "Cohen's kappa" }).hover();
    await tip(page).getByText('Source: Cohen 1960').waitFor();
    // It can be gone into, to be read on or copied from.
    await tip(page).hover();
    assert.equal(await tip(page).count(), 1);
    await page.mouse.move(2, 2);
    await tip(page).waitFor({ state: 'hidden' });
    await page.locator('.matrix td.same').first().hover();
    await tip(page).getByText('People First, Judge First: 88 (81 %)').waitFor();
    await page.keyboard.press('Escape');
    await tip(page).waitFor({ state: 'hidden' });
    await page.locator('.figure', { hasText: 'Agreement' }).focus();
    await page.keyboard.press('Tab');
    await tip(page).getByText('Source: Cohen 1960').waitFor();
    await page.keyboard.press('Escape');
    await tip(page).waitFor({ state: 'hidden' });
    await table(page).locator('tbody td:nth-child(4)').first().hover();
    await tip(page).getByText('Rows by the score they got.').waitFor();
    const described = page.locator('.figure', { hasText: "Cohen's kappa" });
    const id = await described.getAttribute('aria-describedby');
    assert.match(await page.locator(`#${id}`).innerText(), /^Agreement of judge and people/);
  });

  it('keeps explanations on the page, however narrow', async () => {
    const { page } = await pages.open(sampleReport(), { viewport: { width: 360, height: 640 } });
    for (const figure of await page.locator('.figure').all()) {
      await figure.hover();
      await tip(page).waitFor();
      const box = await tip(page).boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 360 && box.y >= 0 && box.y + box.height <= 640);
      await page.keyboard.press('Escape');
    }
  });

  it('is no wider than the window, however narrow', async () => {
    for (const width of [320, 480, 900]) {
      const { page } = await pages.open(sampleReport(), { viewport: { width, height: 700 } });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width);
    }
  });

  it('runs nothing that its texts say, and loads nothing', async () => {
    let i = 0;
    const { page, troubles } = await pages.open(reportOf(() => hostileTexts[i++ % hostileTexts.length] ?? ''));
    assert.equal(await page.locator('img, iframe, script:not(body > script)').count(), 0);
    assert.equal(await page.locator('h1').innerText(), hostileTexts[0]);
    await page.getByRole('searchbox').fill('alert');
    assert.deepEqual(troubles, []);
  });

  it('says everything without its script', async () => {
    const { page } = await pages.open(sampleReport(), { javaScriptEnabled: false });
    assert.equal(await page.locator('.tools:visible').count(), 0);
    assert.equal(await table(page).locator('tbody tr').count(), 24);
    await page.locator('.figure', { hasText: "Cohen's kappa" }).click();
    assert.match(page.url(), /#measure-2$/);
    await page.locator('.numbers summary').first().click();
    assert.ok(await page.locator('.numbers table').first().isVisible());
  });

  it('takes two thousand rows', async () => {
    const { page } = await pages.open(sampleReport(2000));
    const [sorting, filtering] = await page.evaluate(async () => {
      const frame = () => new Promise(requestAnimationFrame);
      const timed = async (act: () => void) => {
        await frame();
        const start = performance.now();
        act();
        await frame();
        return performance.now() - start;
      };
      const search = document.querySelector<HTMLInputElement>('#section-3 input');
      return [
        await timed(() => document.querySelector<HTMLElement>('#section-3 th:nth-child(5) button')?.click()),
        await timed(() => {
          if (search) search.value = 'haiku';
          search?.dispatchEvent(new Event('input'));
        }),
      ];
    });
    assert.equal((await column(page, 1)).length, 250);
    // Some 100 ms each where nothing else runs; far more where much does.
    assert.ok((sorting ?? 0) < 5000 && (filtering ?? 0) < 5000, `${sorting} ms, ${filtering} ms`);
  });

  it('tells VS Code which row to show and what to do, and shows how far it is after a reload', async () => {
    const { page, told, troubles } = await pages.open(sampleReport(), inVsCode);
    await page.getByRole('button', { name: 'Save…' }).click();
    await table(page).getByRole('button', { name: '10', exact: true }).click();
    assert.deepEqual(told, [
      { type: 'action', action: 'save' },
      { type: 'row', row: 3 },
    ]);
    await table(page).getByRole('button', { name: 'better' }).click();
    await table(page).getByRole('searchbox').fill('haiku');
    await sortBy(page, 'Change');
    await page.mouse.wheel(0, 600);
    const seen = await column(page, 5);
    const scrolled = () => page.evaluate(() => JSON.parse(sessionStorage.getItem('state') ?? '{}').scroll > 0);
    await eventually(scrolled, true);
    await page.reload();
    assert.deepEqual(await column(page, 5), seen);
    assert.equal(await table(page).getByRole('searchbox').inputValue(), 'haiku');
    await eventually(() => page.evaluate(() => scrollY > 0), true);
    assert.deepEqual(troubles, []);
  });

  it('prints every row, in black on white', async () => {
    const { page } = await pages.open(sampleReport(200), { colorScheme: 'dark' });
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    assert.equal(await page.locator('.tools:visible, .actions:visible, nav:visible').count(), 0);
    const look = await page.evaluate(() => ({
      ground: getComputedStyle(document.body).backgroundColor,
      cut: [...document.querySelectorAll('.scroller')].some((one) => one.scrollHeight > one.clientHeight + 1),
    }));
    assert.deepEqual(look, { ground: 'rgb(255, 255, 255)', cut: false });
  });
});
