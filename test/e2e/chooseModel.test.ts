import assert from 'node:assert/strict';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { JudgeServer } from '../host/judgeServer.ts';
import { Workbench } from './harness.ts';
import { answer, clickStart, editorLine, openFile, runCommand } from './harnessActions.ts';

describe('a new user', () => {
  const server = new JudgeServer({ models: ['judge-small', 'judge-large'] });
  let workbench: Workbench;

  before(async () => {
    await server.start();
    workbench = await Workbench.open('choose-model');
  });
  afterEach(async (test) => workbench?.keepEvidence(test as TestContext));
  after(async () => {
    await workbench?.stop();
    await server.stop();
  });

  it('scores a row with the offline preview, and is told that it is not an LLM', async () => {
    const { page } = workbench;
    await openFile(page, 'answers.jsonl');
    await page.locator('.statusbar-item', { hasText: 'QualityScorer · Offline preview' }).waitFor();
    await runCommand(page, 'Gavel: Score Rows');
    await page
      .locator('.notification-list-item:visible', { hasText: 'Offline preview (not an LLM)' })
      .first()
      .waitFor();
  });

  it('adds the address of a server, chooses one of its models, and scores with it', async () => {
    const { page } = workbench;
    await runCommand(page, 'Gavel: Choose Model');
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'Add an endpoint…' }).click();
    await answer(page, 'Add an endpoint (1/2)', new URL(server.url).origin);
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'judge-large' }).click();
    await page.locator('.statusbar-item', { hasText: 'QualityScorer · judge-large' }).waitFor();
    await clickStart(editorLine(page, 'Why does bread rise?'));
    await runCommand(page, 'Gavel: Score Rows');
    await page
      .locator('.notification-list-item:visible', { hasText: 'QualityScorer with judge-large over answers.jsonl' })
      .first()
      .waitFor();
    assert.deepEqual(
      server.chats.map(({ body }) => body.model),
      ['judge-large'],
    );
  });
});
