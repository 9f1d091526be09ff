import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it } from 'node:test';
import type { LiveRun } from '../../src/extension/liveRun.ts';
import { cellsOf, recordOf, runOf, servicesOf } from '../bench/panelRun.ts';
import { eventually } from './eventually.ts';
import { PanelPage } from './panelPage.ts';

// 400,000 rows of 26 pixels: taller than an element may be.
const rowCount = 400_000;

describe('the results page by itself, over a long run', () => {
  let panel: PanelPage;
  const calls: string[] = [];
  const run = runOf(rowCount) as { -readonly [K in keyof LiveRun]: LiveRun[K] };
  const grid = () => panel.page.locator('gavel-table .grid');
  const row = (place: number) => panel.page.locator(`gavel-table .rows [data-place="${place}"]`);
  const activeRow = () => panel.page.locator('gavel-table .rows .row.active');
  const shown = () => panel.page.locator('gavel-toolbar .shown');
  const search = () => panel.page.locator('gavel-toolbar .search input');
  const detail = () => panel.page.locator('gavel-detail');
  const press = (key: string) => panel.page.keyboard.press(key);
  /** The place at the top of the table. */
  const topPlace = () =>
    grid().evaluate((element) => {
      const head = element.getBoundingClientRect().top + 26;
      const places = [...element.querySelectorAll('.rows .row')]
        .filter((one) => one.getBoundingClientRect().bottom > head + 1)
        .map((one) => Number(one.getAttribute('data-place')));
      return Math.min(...places);
    });
  const allShown = () => shown().getByText('400,000 of 400,000 rows').waitFor();

  before(async () => {
    panel = await PanelPage.open(run, servicesOf(calls));
  });
  afterEach(async () => {
    await press('Escape');
    panel.asked.length = 0;
  });
  after(async () => panel?.stop());

  it('draws only the rows on the screen', async () => {
    await row(0).getByText('Question 1:').waitFor();
    assert.ok((await panel.page.locator('gavel-table .rows .row').count()) < 60);
    assert.ok((await grid().evaluate(({ scrollHeight }) => scrollHeight)) < 10_000_000);
  });

  it('is moved through by keys, from end to end', async () => {
    await grid().focus();
    await press('End');
    await row(rowCount - 1)
      .getByText('Question 400000:')
      .waitFor();
    await eventually(() => activeRow().getAttribute('data-place'), String(rowCount - 1));
    await press('ArrowUp');
    await eventually(() => activeRow().getAttribute('data-place'), String(rowCount - 2));
    await press('PageUp');
    const page = rowCount - 2 - Number(await eventuallyActive(rowCount - 2));
    assert.ok(page > 10 && page < 40, `a page is ${page} rows`);
    await press('Control+Home');
    await eventually(() => activeRow().getAttribute('data-place'), '0');
    await press('PageDown');
    await eventually(() => activeRow().getAttribute('data-place'), String(page));
    await press('Control+End');
    await eventually(() => activeRow().getAttribute('data-place'), String(rowCount - 1));
    await press('Home');
    await eventually(() => activeRow().getAttribute('data-place'), '0');
  });

  /** The active place once it is no longer `before`. */
  async function eventuallyActive(before: number): Promise<string | null> {
    await panel.page.locator(`gavel-table .rows .row.active:not([data-place="${before}"])`).waitFor();
    return activeRow().getAttribute('data-place');
  }

  it('is scrolled row by row with the wheel, also where the bar stands for more than it is', async () => {
    await grid().evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await eventually(async () => Math.abs((await topPlace()) - rowCount / 2) < 500, true);
    await row(await topPlace())
      .locator('.instruction')
      .getByText('Question')
      .waitFor();
    const from = await topPlace();
    await grid().hover();
    await panel.page.mouse.wheel(0, 260);
    await eventually(topPlace, from + 10);
    await panel.page.mouse.wheel(0, -130);
    await eventually(topPlace, from + 5);
    await row(from + 5)
      .getByText(`Question ${from + 6}:`)
      .waitFor();
    await grid().evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await row(rowCount - 1)
      .getByText('Question 400000:')
      .waitFor();
    await grid().evaluate((element) => element.scrollTo(0, 0));
    await eventually(topPlace, 0);
  });

  it('opens a row with Enter, and closes it with Escape, where the focus was', async () => {
    await grid().focus();
    await press('Home');
    await press('ArrowDown');
    await press('Enter');
    await detail().getByText('Line 2').waitFor();
    await detail().getByText('How deep it is').waitFor();
    await press('Escape');
    await detail().waitFor({ state: 'detached' });
    await press('ArrowDown');
    await eventually(() => activeRow().getAttribute('data-place'), '2');
  });

  it('keeps the row in sight that the detail is about, and the detail open from row to row', async () => {
    await grid().focus();
    await press('Home');
    const bottom = async () => {
      const [table, active] = await Promise.all([grid().boundingBox(), activeRow().boundingBox()]);
      return table && active ? table.y + table.height - active.y - active.height : Number.NaN;
    };
    await press('PageDown');
    await press('Enter');
    await detail().waitFor();
    await eventually(async () => (await bottom()) > -1, true);
    await detail().evaluate((element) => element.setAttribute('data-seen', ''));
    await grid().focus();
    for (const key of ['PageDown', 'End']) await press(key);
    await detail().getByText('400,000 of 400,000').waitFor();
    await eventually(async () => (await bottom()) > -1, true);
    assert.equal(await detail().getAttribute('data-seen'), '', 'the detail was closed meanwhile');
  });

  it('sorts and filters, several filters at once, by keys alone', async () => {
    await grid().focus();
    await press('/');
    await eventually(() => search().evaluate((input) => input.matches(':focus')), true);
    await press('Tab');
    await press('Enter');
    await panel.page.getByRole('checkbox', { name: 'Scored', exact: true }).waitFor();
    await press('Space');
    await shown().getByText('392,000 of 400,000 rows').waitFor();
    await panel.page.getByRole('checkbox', { name: 'With notes' }).focus();
    await press('Space');
    await shown().getByText('4,000 of 400,000 rows').waitFor();
    await press('Escape');
    await panel.page.getByRole('button', { name: 'Filter: 2' }).waitFor();
    await panel.page.getByRole('columnheader', { name: 'Mean' }).click();
    const best = Math.max(...Array.from({ length: rowCount / 100 }, (_, i) => run.columns.mean[100 * i] ?? 0));
    await eventually(() => row(0).locator('.mean').innerText(), `${Math.round(100 * best)}\u00a0%`);
    await panel.page.getByRole('columnheader', { name: 'Line' }).click();
    await panel.page.getByRole('button', { name: 'Clear filters' }).click();
    await allShown();
  });

  it('searches the source in the background, and finds labelled rows', async () => {
    await panel.page.keyboard.press('Control+f');
    await search().fill('question 123456:');
    await shown().getByText('1 of 400,000 rows').waitFor();
    await row(0).getByText('Question 123456:').waitFor();
    await search().press('Enter');
    await eventually(() => grid().evaluate((element) => element.matches(':focus')), true);
    await press('/');
    await search().press('Escape');
    await allShown();
    await panel.page.getByRole('button', { name: 'Filter' }).click();
    await panel.page.getByRole('checkbox', { name: 'With a human label' }).click();
    await shown().getByText('400 of 400,000 rows').waitFor();
    await panel.page.getByRole('checkbox', { name: 'With a human label' }).click();
    await allShown();
  });

  it('is as it was after a reload', async () => {
    await panel.page.getByRole('columnheader', { name: 'Line' }).click();
    await row(0).getByText('Question 400000:').waitFor();
    await grid().evaluate((element) => element.scrollTo(0, 3_000_000));
    // Scrolled is not drawn yet.
    await eventually(async () => Number.isFinite(await topPlace()), true);
    await row((await topPlace()) + 3).click();
    await detail().getByText('Judge').first().waitFor();
    const [top, line] = [await topPlace(), await detail().locator('h2').innerText()];
    await panel.page.reload();
    await detail().getByText(line).waitFor();
    await eventually(topPlace, top);
    await eventually(() => activeRow().getAttribute('data-place'), String(top + 3));
    await press('Escape');
    await panel.page.getByRole('columnheader', { name: 'Line' }).click();
    await row(0).getByText('Question 1:').waitFor();
  });

  it('shows how a run goes on, and has it paused, resumed, asked again', async () => {
    const progress = { done: rowCount, rate: 42.4, leftMs: 5000, ms: 1, unscored: [], requests: 9, cost: 1.5 };
    Object.assign(run, {
      state: 'running',
      total: rowCount + 100,
      progress: { ...progress, tokens: { input: 1, output: 2 } },
    });
    panel.tellChanged();
    const head = panel.page.locator('gavel-header');
    await head.getByText('400,000 of 400,100 rows judged').waitFor();
    await head.getByText(/42 rows\/s · 5 sec left · .* tokens · cost 1\.50/).waitFor();
    await head.getByRole('button', { name: 'Pause' }).click();
    Object.assign(run, { state: 'paused', progress: undefined, end: { paused: { reason: 'asked to', detail: '' } } });
    panel.tellChanged();
    await head.getByText('The run is paused.').waitFor();
    await head.getByRole('button', { name: 'Resume' }).click();
    Object.assign(run, { state: 'finished', end: undefined, total: rowCount });
    panel.tellChanged();
    await head.getByRole('button', { name: 'Ask 8,000 unscored again' }).click();
    await head.getByRole('button', { name: 'Re-read replies' }).click();
    await eventually(async () => calls, ['pause', 'resume', 'retryUnscored', 'rereadReplies']);
  });

  it('takes up what is judged anew, and what comes in addition, while it is looked at', async () => {
    await grid().evaluate((element) => element.scrollTo(0, 40 * 26));
    await row(49).getByText('unreadable').waitFor();
    await row(49).click();
    await detail().getByText('Unscored').first().waitFor();
    const cells = { ...cellsOf(50), row: cellsOf(49).row };
    run.columns.append({ cells, key: recordOf(49).key, reread: true }, { offset: 7, length: 9 });
    run.columns.append({ cells: cellsOf(rowCount), key: recordOf(rowCount).key }, { offset: 8, length: 9 });
    panel.tellChanged();
    await row(49).getByText('Scored').waitFor();
    await detail().getByText('Scored').first().waitFor();
    await shown().getByText('400,001 of 400,001 rows').waitFor();
  });
});
