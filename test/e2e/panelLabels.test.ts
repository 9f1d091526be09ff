import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { runOf, servicesOf } from '../bench/panelRun.ts';
import { eventually } from './eventually.ts';
import { PanelPage } from './panelPage.ts';

describe('labelling a row in the results page', () => {
  let panel: PanelPage;
  const run = runOf(20);
  const label = () => panel.page.locator('gavel-detail-label');
  const button = (name: string, at = 0) => label().getByRole('button', { name, exact: true }).nth(at);
  const kept = () => run.columns.labels.of(run.columns.hashOf(0));

  before(async () => {
    panel = await PanelPage.open(run, servicesOf());
    await panel.page.locator('gavel-table .rows [data-place="0"]').dblclick();
    await button('Better').waitFor();
  });
  after(async () => panel?.stop());

  it('keeps which response is better, thumbs and scores', async () => {
    await button('Better', 2).click();
    await eventually(() => button('Better', 2).getAttribute('aria-pressed'), 'true');
    await button('Bad', 1).click();
    await eventually(() => button('Bad', 1).getAttribute('aria-pressed'), 'true');
    const score = label().getByLabel('Own score').first();
    await score.fill('2.5');
    await score.press('Enter');
    await eventually(async () => kept()?.scores?.[0], 2.5);
    await score.fill('99');
    await score.press('Enter');
    assert.equal(await score.evaluate((input: HTMLInputElement) => input.validity.rangeOverflow), true);
    await score.fill('2.5');
    await score.press('Enter');
    const { choice, thumbs, scores } = kept() ?? {};
    assert.deepEqual([choice, thumbs, scores], [2, [null, 'down', null], [2.5, null, null]]);
  });

  it('takes a tie instead of a better one, and takes back what is clicked again', async () => {
    await button('Equally good').click();
    await eventually(() => button('Better', 2).getAttribute('aria-pressed'), 'false');
    assert.equal(kept()?.choice, 'tie');
    await button('Equally good').click();
    await eventually(() => button('Equally good').getAttribute('aria-pressed'), 'false');
    assert.equal(kept()?.choice, undefined);
  });

  it('is cleared at once', async () => {
    await button('Clear label').click();
    await button('Clear label').waitFor({ state: 'detached' });
    assert.equal(kept(), undefined);
    assert.equal(await label().getByLabel('Own score').first().inputValue(), '');
  });
});
