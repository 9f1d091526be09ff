import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { runScore } from '../unit/cli/fakeTerminal.ts';
import { reloadWindow, results, showRuns, treeEntry } from './gavelSurfaces.ts';
import { Workbench } from './harness.ts';
import { chooseFromMenu } from './harnessActions.ts';
import { webview } from './harnessWebview.ts';

const rows = Array.from({ length: 12 }, (_, i) => ({
  instruction: `Question ${i + 1}: what is ${i + 1} times two?`,
  responses: [`${i + 1} times two is ${(i + 1) * 2}.`, i % 2 === 0 ? 'No.' : `It is ${i + 3}, I think, times two.`],
}));

describe('two runs side by side', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await Workbench.open('compare', {});
    const at = (name: string) => join(workbench.folder, name);
    await writeFile(at('sums.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    await runScore([at('sums.jsonl'), '--output', at('one.gavel.jsonl')]);
    await runScore([at('sums.jsonl'), '--task', 'judgelm', '--output', at('two.gavel.jsonl')]);
  });
  afterEach(async (test) => workbench?.keepEvidence(test as TestContext));
  after(() => workbench?.stop());

  it('are selected in the sidebar, compared in a tab, and a row opens in the first run', async () => {
    const { page } = workbench;
    await showRuns(page);
    const [one, two] = [treeEntry(page, /^QualityScorer · sums\.jsonl/), treeEntry(page, /^JudgeLM · sums\.jsonl/)];
    await one.click();
    // The click unfolds the run; a tree that is drawn anew under an open menu closes the menu, and nothing is chosen.
    await treeEntry(page, /^Scored/).waitFor();
    await two.click({ modifiers: ['Control'] });
    await chooseFromMenu(page, two, 'Compare Runs…');

    await page.getByRole('tab', { name: /^Compare: sums\.jsonl/ }).waitFor();
    const report = webview(page);
    await report.getByRole('heading', { name: 'B against A' }).waitFor();
    await report.getByText('QualityScorer · Offline preview (not an LLM) · sums.jsonl').waitFor();
    await workbench.screenshot('compare');
    await report.locator('tr', { hasText: 'Question 3:' }).locator('[data-row]').click();
    await results(page).detailTitle.getByText('Line 3').waitFor();
  });

  it('are compared anew after a reload of the window', async () => {
    const { page } = workbench;
    await page.getByRole('tab', { name: /^Compare: sums\.jsonl/ }).click();
    await reloadWindow(page);
    await page.getByRole('tab', { name: /^Compare: sums\.jsonl/ }).click();
    await webview(page).getByRole('heading', { name: 'B against A' }).waitFor();
  });
});
