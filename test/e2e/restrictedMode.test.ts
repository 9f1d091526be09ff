import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { JudgeServer } from '../host/judgeServer.ts';
import { Workbench } from './harness.ts';
import { openFile, runCommand } from './harnessActions.ts';

const theirTemplate =
  'Sent by the workspace: {{ instruction }}{% for response in responses %}{{ response }}{% endfor %}';

describe('a folder in Restricted Mode', () => {
  const mine = new JudgeServer();
  const theirs = new JudgeServer();
  let workbench: Workbench;

  before(async () => {
    await mine.start();
    await theirs.start();
    workbench = await Workbench.open('restricted', {
      trusted: false,
      settings: {
        'security.workspace.trust.startupPrompt': 'never',
        'gavel.models': [{ name: 'mine', baseUrl: mine.url, model: 'judge-small' }],
      },
    });
    await mkdir(join(workbench.folder, '.vscode'), { recursive: true });
    const settings = {
      'gavel.models': [{ name: 'theirs', baseUrl: theirs.url, model: 'judge-small' }],
      'gavel.model': 'theirs',
      'gavel.judge.template': theirTemplate,
      'gavel.task': 'judgelm',
    };
    await writeFile(join(workbench.folder, '.vscode', 'settings.json'), JSON.stringify(settings));
    await workbench.reload();
  });
  afterEach(async (test) => workbench?.keepEvidence(test as TestContext));
  after(async () => {
    await workbench?.stop();
    await mine.stop();
    await theirs.stop();
  });

  it('scores with the user’s model and prompt, and sends nothing where the folder says', async () => {
    const { page } = workbench;
    await openFile(page, 'chinese.jsonl');
    await runCommand(page, 'Gavel: Score File');
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'JudgeLM · judge-small' }).click();
    await page
      .locator('.notification-list-item:visible', { hasText: 'JudgeLM with judge-small over chinese.jsonl' })
      .waitFor();
    assert.ok(mine.chats.length > 0);
    assert.equal(theirs.requests.length, 0);
    assert.ok(!JSON.stringify(mine.chats).includes('Sent by the workspace'));
  });
});
