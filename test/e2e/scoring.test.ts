import { after, afterEach, before, describe, it, type TestContext } from 'node:test';
import { JudgeServer } from '../host/judgeServer.ts';
import { eventually } from './eventually.ts';
import { badgesOn, clearNotifications, pressButton, results, showRuns, treeEntry, unfold } from './gavelSurfaces.ts';
import { Workbench } from './harness.ts';
import {
  chooseFromMenu,
  clickStart,
  editorLine,
  explorerItem,
  hoverStart,
  notification,
  openFile,
  runCommand,
} from './harnessActions.ts';
import { HeldAnswers } from './heldAnswers.ts';

const [bread, river] = ['Why does bread rise?', 'Name a river'];

describe('scoring', () => {
  const server = new JudgeServer();
  let workbench: Workbench;

  before(async () => {
    const baseUrl = await server.start();
    const models = [{ name: 'judge', baseUrl, model: 'judge-small' }];
    workbench = await Workbench.open('scoring', { settings: { 'gavel.models': models } });
  });
  afterEach(async (test) => {
    await workbench?.keepEvidence(test as TestContext);
    server.behaviour = () => undefined;
  });
  after(async () => {
    await workbench?.stop();
    await server.stop();
  });

  describe('a selection, from the palette', () => {
    it('takes what several cursors select: first the instruction, then the responses', async () => {
      const { page } = workbench;
      await openFile(page, 'review.md');
      await clickStart(editorLine(page, 'Explain what a hash'), { clickCount: 3 });
      await page.keyboard.down('Alt');
      for (const response of ['Imagine a machine', 'It hashes things']) {
        await clickStart(editorLine(page, response), { clickCount: 3 });
      }
      await page.keyboard.up('Alt');
      await runCommand(page, 'Gavel: Score Selection');
      await eventually(() => badgesOn(page, 'Imagine a machine'), ['2/3']);
      await eventually(() => badgesOn(page, 'It hashes things'), ['1/3']);
    });

    it('tells about a score when it is hovered', async () => {
      const { page } = workbench;
      await hoverStart(editorLine(page, 'It hashes things'), 50);
      const hover = page.locator('.monaco-hover:visible', { hasText: 'QualityScorer' });
      await hover.getByText('judge-small').first().waitFor();
      await hover.getByRole('link', { name: 'Open results' }).waitFor();
      await workbench.screenshot('selection-hover');
    });

    it('reads one selection by its headings', async () => {
      const { page } = workbench;
      await clickStart(editorLine(page, 'Two answers'));
      await runCommand(page, 'Gavel: Clear Inline Scores');
      await eventually(() => badgesOn(page, 'It hashes things'), []);
      await page.keyboard.press('Control+a');
      await runCommand(page, 'Gavel: Score Selection');
      await eventually(() => badgesOn(page, 'Imagine a machine'), ['2/3']);
      await eventually(() => badgesOn(page, 'It hashes things'), ['1/3']);
    });

    it('is a run in the sidebar', async () => {
      const { page } = workbench;
      await showRuns(page);
      const run = treeEntry(page, /^QualityScorer · Selection in review\.md, finished, 1 scored/);
      await unfold(run);
      // Scores of 2 and 1 on a scale of 1 to 3: normalised, a mean of a quarter.
      await unfold(treeEntry(page, /^Scored 20–40 %, 1 rows?/));
      await treeEntry(page, /^Selection, .*2 1/).waitFor();
    });

    it('asks for one where there is none', async () => {
      const { page } = workbench;
      await clickStart(editorLine(page, 'Two answers'));
      await runCommand(page, 'Gavel: Score Selection');
      await notification(page, 'Nothing is selected').waitFor();
      await clearNotifications(page);
    });
  });

  it('scores the row that is right-clicked, and no other', async () => {
    const { page } = workbench;
    await openFile(page, 'answers.jsonl');
    await chooseFromMenu(page, editorLine(page, bread), 'Gavel', 'Score Rows');
    await eventually(() => badgesOn(page, bread), ['3 2 1', '3', '2', '1']);
    await eventually(() => badgesOn(page, river), ['']);
    await page.getByText('1 scored', { exact: true }).first().waitFor();
    await workbench.screenshot('row-badges');
  });

  it('scores a file from the Explorer: asks how its rows are read, shows progress, then every score', async () => {
    const { page } = workbench;
    const held = new HeldAnswers();
    server.behaviour = held.behaviour;
    await clearNotifications(page);
    await page.keyboard.press('Control+Shift+E');
    await chooseFromMenu(page, explorerItem(page, 'pairs.jsonl'), 'Gavel', 'Score File');
    await page.locator('.quick-input-widget:visible', { hasText: 'How the rows of pairs.jsonl are read' }).waitFor();
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'Score 3 rows' }).click();

    held.release(1);
    await notification(page, 'QualityScorer with judge-small: 1 of 3').waitFor();
    await page.locator('.statusbar-item', { hasText: '1/3' }).waitFor();
    held.release(2);

    const done = notification(page, 'QualityScorer with judge-small over pairs.jsonl: 3 scored');
    await done.waitFor();
    await workbench.screenshot('file-scored');
    await pressButton(done, 'Open results');
    const panel = results(page);
    await panel.shown.getByText('3 of 3 rows').waitFor();

    await openFile(page, 'pairs.jsonl');
    await eventually(() => badgesOn(page, '"question_id":1'), ['2 1', '2', '1']);
    await showRuns(page);
    await unfold(treeEntry(page, /^QualityScorer · pairs\.jsonl, finished, 3 scored/));
    await treeEntry(page, /^Scored 20–40 %, 3 rows/).waitFor();
  });
});
