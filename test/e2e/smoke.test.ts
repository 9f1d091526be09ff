import { after, afterEach, before, describe, it } from 'node:test';
import { Workbench } from './harness.ts';
import { editorLine, openFile, runCommand } from './harnessActions.ts';

describe('the workbench with Gavel', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await Workbench.open('smoke');
  });
  afterEach(async (test) => workbench?.keepEvidence(test));
  after(async () => workbench?.stop());

  it('opens a dataset of the workspace', async () => {
    await openFile(workbench.page, 'answers.jsonl');
    await editorLine(workbench.page, 'Why does bread rise?').waitFor();
  });

  it('runs a command of Gavel from the palette', async () => {
    const output = workbench.page.locator('.part.panel .output-view');
    const show = async () => {
      await runCommand(workbench.page, 'Gavel: Show Log');
      await output.waitFor({ timeout: 10_000 });
    };
    // A workbench that has only just opened may drop the first command (seen once); showing the log again is harmless.
    await show().catch(show);
    await output.waitFor();
  });

  for (const theme of ['light', 'dark', 'contrast'] as const) {
    it(`wears the ${theme} theme`, async () => {
      await workbench.setTheme(theme);
      await workbench.screenshot(`smoke-${theme}`);
    });
  }
});
