import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { type JudgeBehaviour, JudgeServer } from '../host/judgeServer.ts';
import { eventually } from './eventually.ts';
import { pressButton, reloadWindow, results, showRuns, treeEntry } from './gavelSurfaces.ts';
import { Workbench } from './harness.ts';
import { choose, chooseFromMenu, notification, openFile, runCommand } from './harnessActions.ts';

const rowCount = 40;
const rows = Array.from({ length: rowCount }, (_, i) => ({
  id: `row-${i + 1}`,
  instruction: `Question ${i + 1}: what is ${i + 1} times two?`,
  generations: [`It is ${(i + 1) * 2}.`, `It is ${i + 3}, I think.`],
}));

/** Row n: scores by n; every tenth reply is without scores. */
const judge: JudgeBehaviour = ({ body }) => {
  const n = Number(/Question (\d+):/.exec(JSON.stringify(body.messages))?.[1]);
  if (n % 10 === 0) return 'No scores today.';
  return `${(n % 10) + 1} ${n % 2 === 0 ? 1 : 10}\nAssistant 1 computes question ${n} in its head, <b>without</b> a mistake.`;
};

describe('the results panel', () => {
  const server = new JudgeServer({ behaviour: judge });
  let workbench: Workbench;
  const panel = () => results(workbench.page);

  before(async () => {
    const baseUrl = await server.start();
    workbench = await Workbench.open('panel', {
      settings: {
        'gavel.models': [{ name: 'judge', baseUrl, model: 'judge-large' }],
        'gavel.task': 'judgelm',
        'gavel.judge.reasks': 0,
      },
    });
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
    await writeFile(join(workbench.folder, 'many.jsonl'), text);
    const { page } = workbench;
    await openFile(page, 'many.jsonl');
    await runCommand(page, 'Gavel: Score File');
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: `Score ${rowCount} rows` }).click();
    const done = notification(page, 'JudgeLM with judge-large over many.jsonl: 36 scored, 4 unscored');
    await pressButton(done, 'Open results');
  });
  afterEach(async (test) => workbench?.keepEvidence(test as TestContext));
  after(async () => {
    await workbench?.stop();
    await server.stop();
  });

  /** The lines of the rows on the screen, in the table's order. */
  const lines = (count: number) =>
    Promise.all(Array.from({ length: count }, (_, place) => panel().row(place).locator('.line').innerText()));

  it('shows every row with its scores, and only draws those on the screen', async () => {
    await panel().shown.getByText('40 of 40 rows').waitFor();
    await panel().title.getByText('judge-large').waitFor();
    assert.ok((await panel().rows.count()) < rowCount);
    await eventually(() => panel().row(0).locator('.chip').allInnerTexts(), ['2', '10']);
    await panel().row(0).getByText('Question 1: what is 1 times two?').waitFor();
    await workbench.screenshot('panel-table');
  });

  it('sorts by a column’s head, and the other way when it is clicked again', async () => {
    await panel().head('Mean').click();
    await eventually(() => lines(2), ['9', '19']);
    await panel().head('Mean').click();
    await eventually(() => panel().head('Mean').getAttribute('aria-sort'), 'ascending');
    // A row without a score has no mean, so it is neither the lowest nor the highest.
    await eventually(() => lines(2), ['2', '12']);
    await panel().head('Line').click();
    await eventually(() => lines(2), ['1', '2']);
  });

  it('shows only the rows that were not scored, and why', async () => {
    await panel()
      .count(/4 unscored/)
      .click();
    await panel().shown.getByText('4 of 40 rows').waitFor();
    await eventually(() => lines(4), ['10', '20', '30', '40']);
    await eventually(() => panel().row(0).locator('.chip').allInnerTexts(), ['–', '–']);
    await panel()
      .count(/4 unscored/)
      .click();
    await panel().shown.getByText('40 of 40 rows').waitFor();
  });

  it('filters by a reason', async () => {
    await panel().button('Filter').click();
    await panel().filter('unreadable').click();
    await panel().shown.getByText('4 of 40 rows').waitFor();
    await panel().button('Clear filters').click();
    await panel().shown.getByText('40 of 40 rows').waitFor();
  });

  it('filters by a bar of the histogram', async () => {
    await panel().bar(9).click();
    // A score of 9 or 10: every odd row's second response, and the first responses of rows that end in 8 or 9.
    await panel().shown.getByText('20 of 40 rows').waitFor();
    await workbench.screenshot('panel-histogram');
    await panel().bar(9).click();
    await panel().shown.getByText('40 of 40 rows').waitFor();
  });

  it('finds words of instructions and rationales', async () => {
    await panel().search.fill('Question 17');
    await panel().shown.getByText('1 of 40 rows').waitFor();
    await eventually(() => lines(1), ['17']);
    await panel().search.fill('there is no such word');
    await panel().view.getByText('No row matches these filters.').waitFor();
    await panel().button('Clear filters').click();
    await panel().shown.getByText('40 of 40 rows').waitFor();
  });

  it('tells all about a row: responses side by side, rationale, raw reply, exact prompt', async () => {
    await panel().row(2).click();
    await panel().detailTitle.getByText('Line 3').waitFor();
    const cards = panel().detail.locator('.card');
    await eventually(() => cards.locator('.text').allInnerTexts(), ['It is 6.', 'It is 5, I think.']);
    const boxes = await Promise.all([0, 1].map((i) => cards.nth(i).boundingBox()));
    assert.ok(boxes[0] && boxes[1] && boxes[0].y === boxes[1].y && boxes[0].x < boxes[1].x, 'not side by side');
    await panel().detail.getByText('4 of 1–10').waitFor();
    // HTML in a rationale is text.
    await panel().detail.getByText('<b>without</b> a mistake').first().waitFor();
    await panel().fold('Raw reply').click();
    await panel().detail.locator('pre', { hasText: '4 10' }).waitFor();
    await panel().fold('Exact prompt').click();
    await panel().detail.locator('pre', { hasText: "[The Start of Assistant 1's Answer" }).waitFor();
    await workbench.screenshot('panel-detail');
    await panel().button('Next row').click();
    await panel().detailTitle.getByText('Line 4').waitFor();
  });

  it('is as it was after the window is loaded anew', async () => {
    await panel().search.fill('times two');
    await panel()
      .count(/36 scored/)
      .click();
    await panel().shown.getByText('36 of 40 rows').waitFor();
    await panel().detailTitle.getByText('Line 4').waitFor();
    await reloadWindow(workbench.page);
    await panel().shown.getByText('36 of 40 rows').waitFor();
    assert.equal(await panel().search.inputValue(), 'times two');
    await panel().detailTitle.getByText('Line 4').waitFor();
    await panel().detail.getByText('It is 8.', { exact: true }).waitFor();
    await panel().button('Clear filters').click();
  });

  it('goes with every theme', async () => {
    for (const theme of ['light', 'contrast', 'dark'] as const) {
      await workbench.setTheme(theme);
      await panel().detailTitle.waitFor();
      await workbench.screenshot(`panel-${theme}`);
    }
  });

  it('shows a row in its file', async () => {
    const { page } = workbench;
    await panel().button('Reveal in file').click();
    await page.locator('.tab.active[data-resource-name="many.jsonl"]').waitFor();
    await page.locator('.statusbar-item', { hasText: 'Ln 4,' }).waitFor();
  });

  it('gives the rows with their scores away', async () => {
    const { page } = workbench;
    await showRuns(page);
    await chooseFromMenu(page, treeEntry(page, /^JudgeLM · many\.jsonl/), 'Export Run');
    await choose(page, 'Rows with their scores');
    const input = page.locator('.quick-input-widget:visible input');
    await eventually(() => input.inputValue(), join(workbench.folder, 'many.scored.jsonl'));
    await input.press('Enter');
    const done = notification(page, 'The rows and their scores are in many.scored.jsonl.');
    await done.waitFor();
    const exported = (await readFile(join(workbench.folder, 'many.scored.jsonl'), 'utf8')).trimEnd().split('\n');
    assert.equal(exported.length, rowCount);
    const [first, tenth] = [0, 9].map((i) => JSON.parse(exported[i] ?? ''));
    assert.deepEqual([first.id, first.rating, first.gavel.status], ['row-1', [2, 10], 'scored']);
    assert.match(first.rationale, /computes question 1 /);
    assert.deepEqual([tenth.rating, tenth.gavel.reason], [[null, null], 'unreadable']);
    await pressButton(done, 'Open');
    await page.locator('.tab.active[data-resource-name="many.scored.jsonl"]').waitFor();
  });
});
