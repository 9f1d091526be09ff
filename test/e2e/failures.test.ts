import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it, type TestContext } from 'node:test';
import { always, serverError } from '../host/judgeBehaviours.ts';
import { apiError, type JudgeBehaviour, JudgeServer } from '../host/judgeServer.ts';
import { eventually } from './eventually.ts';
import {
  badgesOn,
  clearNotifications,
  notificationButton,
  pressButton,
  showRuns,
  treeEntry,
  unfold,
} from './gavelSurfaces.ts';
import { Workbench } from './harness.ts';
import { notification, notificationTexts, openFile, runCommand } from './harnessActions.ts';
import { HeldAnswers } from './heldAnswers.ts';

const instructions = ['Judge me well.', 'Let the server fall.', 'Mumble.', 'Decline.', 'Say nothing.'];
const rows = instructions.map((instruction) => JSON.stringify({ instruction, responses: ['One.', 'Another one.'] }));
const mixed = [...rows, '{"instruction": "This row breaks off", "responses": ['];

/** Fails in another way for each of the instructions. */
const faulty: JudgeBehaviour = ({ body }) => {
  const prompt = JSON.stringify(body.messages);
  if (prompt.includes('Let the server fall.')) return serverError();
  if (prompt.includes('Mumble.')) return 'Both answers have their merits, and I would not put a number on either.';
  if (prompt.includes('Decline.')) return 'I’m sorry, but I can’t help with that.';
  if (prompt.includes('Say nothing.')) return '';
  return undefined;
};

describe('a run that does not go well', () => {
  let server = new JudgeServer();
  let workbench: Workbench;

  before(async () => {
    const baseUrl = await server.start();
    workbench = await Workbench.open('failures', {
      settings: {
        'gavel.models': [{ name: 'judge', baseUrl, model: 'judge-small' }],
        'gavel.run.maxRetries': 0,
        'gavel.judge.reasks': 1,
      },
    });
    await writeFile(join(workbench.folder, 'mixed.jsonl'), `${mixed.join('\n')}\n`);
  });
  beforeEach(async () => {
    // What was said in one test is not for the next one to read.
    if ((await messageCount()) > 0) await clearNotifications(workbench.page);
  });
  afterEach(async (test) => {
    await workbench?.keepEvidence(test as TestContext);
    server.behaviour = () => undefined;
  });
  after(async () => {
    await workbench?.stop();
    await server.stop();
  });

  /** How many notifications show. That of the progress stays a moment longer than the run. */
  const messageCount = async () => (await notificationTexts(workbench.page)).length;

  /** Scores the active file, agreeing to how its rows are read if that is asked. */
  async function scoreFile(rowCount?: number): Promise<void> {
    const { page } = workbench;
    await runCommand(page, 'Gavel: Score File');
    if (rowCount === undefined) return;
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: `Score ${rowCount} rows` }).click();
  }

  it('shows no number where the judge gave none', async () => {
    const { page } = workbench;
    server.behaviour = faulty;
    await openFile(page, 'mixed.jsonl');
    await scoreFile(5);
    await notification(page, '1 scored, 4 unscored, 1 malformed').waitFor();
    await eventually(() => badgesOn(page, 'Judge me well'), ['1 2', '1', '2']);
    for (const instruction of instructions.slice(1)) await eventually(() => badgesOn(page, instruction), ['–']);
    await eventually(() => badgesOn(page, 'This row breaks off'), ['!']);
    await workbench.screenshot('failures-badges');
  });

  it('groups the rows in the tree by what went wrong', async () => {
    const { page } = workbench;
    await showRuns(page);
    await unfold(treeEntry(page, /^QualityScorer · mixed\.jsonl, finished, 1 scored, 4 unscored, 1 malformed/));
    for (const reason of ['server error', 'unreadable', 'refused', 'empty reply']) {
      await treeEntry(page, new RegExp(`^Not scored: ${reason}, 1 rows?`)).waitFor();
    }
    await treeEntry(page, /^Malformed, 1 rows?/).waitFor();
    await unfold(treeEntry(page, /^Not scored: refused/));
    await treeEntry(page, /^Line 4, Not scored: refused, Decline\./).click();
    await page.locator('.statusbar-item', { hasText: 'Ln 4,' }).waitFor();
    await workbench.screenshot('failures-tree');
  });

  it('lists them under Problems', async () => {
    const { page } = workbench;
    await page.keyboard.press('Control+Shift+M');
    const problems = page.locator('.markers-panel');
    for (const words of [
      /Not scored: server error\..*The endpoint had an error of its own/,
      /Not scored: unreadable\..*no scores that can be read/,
      /Not scored: refused\./,
      /Not scored: empty reply\./,
    ]) {
      await problems.getByRole('treeitem', { name: words }).waitFor();
    }
    assert.equal(await problems.getByRole('treeitem', { name: /^Error/ }).count(), 1);
    await workbench.screenshot('failures-problems');
    await page.keyboard.press('Control+j');
  });

  it('stops at a key that is not accepted: one message, and a way to set the key', async () => {
    const { page } = workbench;
    server.behaviour = always(apiError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' }));
    await openFile(page, 'answers.jsonl');
    await scoreFile(4);
    const message = notification(page, 'The endpoint does not accept the API key.');
    await message.getByText('Set the API key for this endpoint.').waitFor();
    await eventually(messageCount, 1);
    await notificationButton(message, 'Try again').waitFor();
    await pressButton(message, 'Set API key');
    await page
      .locator('.quick-input-widget:visible', { hasText: `API key for ${new URL(server.url).origin}` })
      .waitFor();
    await page.keyboard.press('Escape');
    await eventually(() => badgesOn(page, 'Why does bread rise?'), []);
  });

  it('stops at a model that the endpoint does not know, and offers others', async () => {
    const { page } = workbench;
    server.behaviour = always(apiError(404, 'The model does not exist.', { code: 'model_not_found' }));
    await scoreFile();
    const message = notification(page, 'The endpoint does not know this model or address.');
    await notificationButton(message, 'Try again').waitFor();
    await eventually(messageCount, 1);
    await pressButton(message, 'Choose model');
    await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: 'Add an endpoint…' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('stops when nobody answers, and goes on when somebody does', async () => {
    const { page } = workbench;
    const port = Number(new URL(server.url).port);
    await server.stop();
    await scoreFile();
    const message = notification(page, 'The endpoint can’t be reached.');
    await message.getByText('Check that the server runs').waitFor();
    await eventually(messageCount, 1);
    await workbench.screenshot('failures-unreachable');

    server = new JudgeServer({ port });
    await server.start();
    await pressButton(message, 'Try again');
    await notification(page, 'over answers.jsonl: 4 scored').waitFor();
    await eventually(() => badgesOn(page, 'Why does bread rise?'), ['3 2 1', '3', '2', '1']);
  });

  it('keeps what was judged when it is cancelled, and marks nothing unscored', async () => {
    const { page } = workbench;
    const held = new HeldAnswers();
    server.behaviour = held.behaviour;
    await openFile(page, 'pairs.jsonl');
    await scoreFile(3);
    held.release(1);
    const progress = notification(page, 'QualityScorer with judge-small: 1 of 3');
    await pressButton(progress, 'Cancel');
    await notification(page, 'Cancelled. QualityScorer with judge-small over pairs.jsonl: 1 scored').waitFor();
    await showRuns(page);
    const run = treeEntry(page, /^QualityScorer · pairs\.jsonl, cancelled, .*\b1 scored · /);
    await unfold(run);
    await treeEntry(page, /^Scored 20–40 %, 1 rows?/).waitFor();
    assert.equal(await page.getByRole('treeitem', { name: /^Not scored: cancelled/ }).count(), 0);
    await page.locator('.statusbar-item', { hasText: 'QualityScorer · judge' }).waitFor();
    await workbench.screenshot('cancelled');
  });
});
