import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { JudgeServer } from '../host/judgeServer.ts';
import { eventually } from './eventually.ts';
import { badgesOn, clearNotifications, notificationButton, pressButton, showRuns, treeEntry } from './gavelSurfaces.ts';
import { Workbench } from './harness.ts';
import { choose, notification, openFile, runCommand } from './harnessActions.ts';
import { HeldAnswers } from './heldAnswers.ts';

const row = (n: number) => JSON.stringify({ instruction: `Question ${n}?`, responses: ['So.', 'Because it is so.'] });
const rows = (count: number) => Array.from({ length: count }, (_, n) => `${row(n)}\n`).join('');

describe('a run that does not run through', () => {
  const server = new JudgeServer();
  let workbench: Workbench;

  before(async () => {
    const baseUrl = await server.start();
    workbench = await Workbench.open('resume', {
      settings: { 'gavel.models': [{ name: 'judge', baseUrl, model: 'judge-small' }], 'gavel.run.concurrency': 1 },
    });
    for (const [name, count] of [['paused.jsonl', 5] as const, ['left.jsonl', 4] as const, ['many.jsonl', 26] as const])
      await writeFile(join(workbench.folder, name), rows(count));
  });
  afterEach(async (test) => {
    await workbench?.keepEvidence(test as TestContext);
    server.behaviour = () => undefined;
    server.requests.length = 0;
  });
  after(async () => {
    await workbench?.stop();
    await server.stop();
  });

  /** Scores the file and holds the judge back after so many answers. */
  async function scoreHeld(name: string, count: number, answers: number): Promise<HeldAnswers> {
    const { page } = workbench;
    const held = new HeldAnswers();
    server.behaviour = held.behaviour;
    await openFile(page, name);
    await runCommand(page, 'Gavel: Score File');
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: `Score ${count} rows` }).click();
    held.release(answers);
    await notification(page, `QualityScorer with judge-small: ${answers} of ${count}`).waitFor();
    await eventually(async () => server.chats.length, answers + 1);
    return held;
  }

  it('is paused from the palette, survives a reload of the window, and is resumed from the sidebar', async () => {
    const { page } = workbench;
    const held = await scoreHeld('paused.jsonl', 5, 2);
    await runCommand(page, 'Gavel: Pause Run');
    await notification(page, 'Pausing').waitFor();
    held.release(1);
    const told = notification(page, 'The run is paused. 3 rows are judged and kept.');
    await notificationButton(told, 'Resume').waitFor();
    await workbench.screenshot('paused');

    await workbench.reload();
    await showRuns(page);
    const run = treeEntry(page, /^QualityScorer · paused\.jsonl, paused/);
    await run.hover();
    await workbench.screenshot('paused-reloaded');
    server.behaviour = () => undefined;
    await run.locator('.action-label[aria-label^="Resume Run"]').click();
    await notification(page, 'over paused.jsonl: 5 scored').waitFor();
    assert.equal(server.chats.length, 5, 'something was asked twice');
    await openFile(page, 'paused.jsonl');
    await eventually(() => badgesOn(page, 'Question 4?'), ['1 2', '1', '2']);
  });

  it('is interrupted by a reload, says so, and then asks only for what is missing', async () => {
    const { page } = workbench;
    await scoreHeld('left.jsonl', 4, 1);
    await workbench.reload();
    server.behaviour = () => undefined;
    await showRuns(page);
    await treeEntry(page, /^QualityScorer · left\.jsonl, interrupted/).waitFor();
    await page.locator('.statusbar-item', { hasText: 'QualityScorer · judge' }).click();
    await choose(page, 'Resume the run over left.jsonl');
    await notification(page, 'over left.jsonl: 4 scored').waitFor();
    // The judge in force is the one that the run file tells of.
    await clearNotifications(page);
    await openFile(page, 'left.jsonl');
    await runCommand(page, 'Gavel: Score File');
    await notification(page, 'Nothing to ask: every row is judged already.').waitFor();
    assert.equal(server.chats.length, 5, 'more was asked than was missing, and the one that was under way');
  });

  it('tries some rows first, then the rest', async () => {
    const { page } = workbench;
    await clearNotifications(page);
    await openFile(page, 'many.jsonl');
    await runCommand(page, 'Gavel: Score File');
    const question = page.locator('.quick-input-widget:visible');
    await question.getByText(/26 requests · about [\d,]+ tokens/).waitFor();
    await workbench.screenshot('plan');
    await question.locator('.monaco-list-row', { hasText: 'Try 20 rows first' }).click();
    const told = notification(page, 'over many.jsonl: 20 scored');
    await pressButton(told, 'Score the rest (6 rows)');
    // Not the notification: of more than three in 0.8 s VS Code shows none, and nobody but a test is that quick.
    await page.locator('.codelens-decoration', { hasText: '26 scored' }).waitFor();
    assert.equal(server.chats.length, 26);
    await clearNotifications(page);
    await runCommand(page, 'Gavel: Score File');
    await notification(page, 'Nothing to ask: every row is judged already.').waitFor();
    assert.equal(server.chats.length, 26);
  });
});
