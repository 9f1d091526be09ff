import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { JudgeServer } from '../host/judgeServer.ts';
import { Workbench } from './harness.ts';
import { clickUntil, openFile, runCommand } from './harnessActions.ts';

const rows = Array.from({ length: 12 }, (_, i) => ({
  instruction: `Question ${i + 1}: what is ${i + 1} times two?`,
  responses: [`${i + 1} times two is ${(i + 1) * 2}.`, i % 2 === 0 ? 'No.' : `It is ${i + 3}, I think, times two.`],
}));

describe('a template of one’s own', () => {
  let workbench: Workbench;

  const server = new JudgeServer();

  before(async () => {
    await server.start();
    workbench = await Workbench.open('template', {
      settings: {
        'gavel.task': 'custom',
        'gavel.custom.scale': { min: 1, max: 5 },
        'gavel.models': [{ name: 'judge', baseUrl: server.url, model: 'judge-small' }],
      },
    });
    await writeFile(join(workbench.folder, 'sums.jsonl'), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  });
  afterEach(async (test) => workbench?.keepEvidence(test as TestContext));
  after(async () => {
    await workbench?.stop();
    await server.stop();
  });

  it('is made, previewed as it is typed, and scored on ten rows in two versions', async () => {
    const { page } = workbench;
    await openFile(page, 'sums.jsonl');
    await runCommand(page, 'Gavel: Edit the Judge’s Template'.replace('’', "'"));
    const [template, preview] = [page.locator('.editor-instance').first(), page.locator('.editor-instance').last()];
    await preview.getByText('gavel-template.jinja with sums.jsonl, line 1').waitFor();
    await template.getByText('{{ reply_form }}').waitFor();

    await template.locator('.view-line').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('Be severe. ');
    await preview.getByText('Be severe. You are given a question').waitFor();
    await workbench.screenshot('template');

    await page.keyboard.type('{{ nonsense }}');
    await preview.getByText('⚠ Line 1').waitFor();
    await workbench.screenshot('template-problem');
    for (let i = 0; i < '{{ nonsense }}'.length; i++) await page.keyboard.press('Backspace');
    await preview.getByText('⚠').waitFor({ state: 'detached' });

    // The lens has just moved with the text below it: VS Code may take a click for one on where it was.
    const another = preview.getByText(/sums\.jsonl,\sline\s[2-9]/);
    await clickUntil(preview.getByText('Next row'), () => another.waitFor({ timeout: 3000 }));
    const scored = (first: number) => () => `[1] Score: ${first}\n[2] Score: 2`;
    server.behaviour = scored(5);
    await template.getByText('Score ten rows').click();
    await page.getByText('Mean of 10 of 10 rows: 0.63').waitFor();

    await template.locator('.view-line').first().click();
    await page.keyboard.press('Control+Home');
    await page.keyboard.type('Very! ');
    server.behaviour = scored(3);
    await template.getByText('Score ten rows').click();
    await page.getByRole('tab', { name: 'gavel-template.jinja: scores of version 1 and 2' }).waitFor();
    await page.getByText('Mean of 10 of 10 rows: 0.38').first().waitFor();
    await workbench.screenshot('template-scores');
    assert.equal(server.chatCount, 20);
    assert.match(await readFile(join(workbench.folder, '.vscode', 'settings.json'), 'utf8'), /gavel-template\.jinja/);
  });
});
