// `npm run screenshots`: takes the pictures of docs/images from the real editor, judged by a scripted endpoint.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { JudgeServer } from '../host/judgeServer.ts';
import { root } from '../host/paths.ts';
import { clearNotifications, results, showRuns, treeEntry, unfold } from './gavelSurfaces.ts';
import { type Theme, Workbench } from './harness.ts';
import { choose, clickStart, editorLine, hoverStart, notification, openFile, runCommand } from './harnessActions.ts';
import { webview } from './harnessWebview.ts';
import { pictureFonts } from './screenshotsFonts.ts';
import { essay, judgeOfExamples } from './screenshotsJudge.ts';

const folder = join(root, 'docs', 'images');

/** A workbench that shows Gavel and little else. */
const settings = {
  'breadcrumbs.enabled': false,
  'editor.fontSize': 13,
  'editor.hover.above': false,
  'editor.lineHeight': 21,
  'editor.minimap.enabled': false,
  'editor.occurrencesHighlight': 'off',
  'editor.renderWhitespace': 'none',
  'editor.unicodeHighlight.ambiguousCharacters': false,
  // Badges take room that VS Code does not count when it wraps.
  'editor.wordWrap': 'wordWrapColumn',
  'editor.wordWrapColumn': 52,
  '[markdown]': { 'editor.wordWrap': 'off' },
  'gavel.task': 'judgelm',
  'window.commandCenter': false,
  'workbench.layoutControl.enabled': false,
};

const otherThemes: [Theme, string][] = [
  ['light', 'overview-light'],
  ['contrast', 'overview-hc'],
];

const server = new JudgeServer({ behaviour: await judgeOfExamples(), models: ['judge-large'] });
const baseUrl = await server.start();
const workbench = await Workbench.open('screenshots', {
  workspace: join(root, 'examples'),
  viewport: { width: 1440, height: 900 },
  browserEnv: await pictureFonts(),
  settings: { ...settings, 'gavel.models': [{ name: 'judge-large', baseUrl, model: 'judge-large' }] },
});
const { page } = workbench;

try {
  await mkdir(folder, { recursive: true });
  await writeFile(join(workbench.folder, 'handbook.md'), essay.markdown);
  // A browser's status bar has two parts that a desktop's has not.
  await page.addStyleTag({ content: '[id$="forwardedPorts"], [id*="keyboardLayout"] { display: none !important }' });
  await chooseTask('QualityScorer');
  await judge('quality.jsonl', 16);
  await chooseTask('JudgeLM');
  await judge('chat.zh.jsonl', 12);
  await judge('pairs.jsonl', 20);
  await takeOverview();
  await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
  await takePanel();
  await takeTrust();
  await takeHover();
  await takeSelection();
} catch (error) {
  await workbench.screenshot('screenshots-failed');
  throw error;
} finally {
  await workbench.stop();
  await server.stop();
}

async function chooseTask(name: string): Promise<void> {
  await runCommand(page, 'Gavel: Choose Task');
  await choose(page, name);
  // The setting is written after the choice.
  await page.locator('.statusbar-item', { hasText: `${name} · ` }).waitFor();
}

async function judge(file: string, rows: number): Promise<void> {
  await openFile(page, file);
  await runCommand(page, 'Gavel: Score File');
  await page.locator('.quick-input-widget:visible .monaco-list-row', { hasText: `Score ${rows} rows` }).click();
  await notification(page, `over ${file}: `).waitFor();
  await clearNotifications(page);
}

/** The dataset with its scores, the runs, and the results with one row's detail, side by side. */
async function takeOverview(): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'pairs.jsonl');
  await showRuns(page);
  await unfold(treeEntry(page, /^JudgeLM · pairs\.jsonl/));
  for (const group of [/^Not scored: unreadable/, /^Scored 80–100 %/]) await unfold(treeEntry(page, group));
  await drag(page.locator('.part.sidebar'), 'right', -40);
  await runCommand(page, 'Gavel: Open Results');
  const panel = results(page);
  await panel.shown.waitFor();
  await runCommand(page, 'View: Move Editor into Right Group');
  await panel.row(1).click();
  await panel.detailTitle.getByText('Line 2').waitFor();
  await drag(panel.detail, 'top', -150);
  await take('overview');
  for (const [theme, name] of otherThemes) {
    await workbench.setTheme(theme);
    await take(name);
  }
  await workbench.setTheme('dark');
}

/** The results alone, on a width where the detail stands beside the table. */
async function takePanel(): Promise<void> {
  await openResultsOf('pairs.jsonl');
  const panel = results(page);
  await panel.row(7).click();
  await panel.detailTitle.getByText('Line 8').waitFor();
  await panel.fold('Raw reply').click();
  await take('panel');
}

/** How far the judge of the pairs can be trusted, by the scores that the dataset has. */
async function takeTrust(): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'pairs.jsonl');
  await runCommand(page, 'Gavel: Trust Report…');
  await choose(page, 'JudgeLM · pairs.jsonl');
  await choose(page, 'Labels that the rows’ shape tells');
  await webview(page).getByRole('heading', { name: 'In short' }).waitFor();
  await take('trust');
}

/** What a hover tells about a response, with the judge's rationale; the rows unwrapped, as they are by default. */
async function takeHover(): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'pairs.jsonl');
  await runCommand(page, 'View: Toggle Word Wrap');
  await hoverStart(editorLine(page, 'What is the capital of Australia?'), 610);
  await page.locator('.monaco-hover:visible', { hasText: 'JudgeLM' }).waitFor();
  await take('hover', { width: 1200, height: 500 });
  await page.keyboard.press('Escape');
}

/** Three answers in a Markdown file, scored where they stand. */
async function takeSelection(): Promise<void> {
  await chooseTask('QualityScorer');
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, 'handbook.md');
  await page.keyboard.press('Control+a');
  await runCommand(page, 'Gavel: Score Selection');
  await page.locator('.statusbar-item', { hasText: '4, 2, 1 (scale 1 to 4)' }).waitFor();
  await clickStart(editorLine(page, 'Which answer'));
  await hoverStart(editorLine(page, 'It makes programs'), 80);
  await page.locator('.monaco-hover:visible', { hasText: 'QualityScorer' }).waitFor();
  await take('selection', { width: 1000, height: 660 });
}

/** Opens the results of the newest run over a file, in the only group of editors. */
async function openResultsOf(file: string): Promise<void> {
  await runCommand(page, 'View: Close All Editors');
  await openFile(page, file);
  await runCommand(page, 'Gavel: Open Results');
  await results(page).shown.waitFor();
}

/** Drags an edge of something, right or down by so many pixels. */
async function drag(target: Locator, edge: 'right' | 'top', by: number): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('There is nothing to drag');
  const x = edge === 'right' ? box.x + box.width : box.x + box.width / 2;
  const y = edge === 'top' ? box.y - 1 : box.y + box.height / 2;
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(edge === 'right' ? x + by : x, edge === 'top' ? y + by : y, { steps: 5 });
  await page.mouse.up();
}

/** Writes docs/images/NAME.png: the whole window, or the top left part of its editors, with what is hovered there. */
async function take(name: string, size?: { width: number; height: number }): Promise<void> {
  const corner = size && (await page.locator('.part.editor').boundingBox());
  // Nothing lights up under a mouse that nobody sees.
  if (!size) await page.mouse.move(720, 890);
  await page.screenshot({
    path: join(folder, `${name}.png`),
    animations: 'disabled',
    caret: 'hide',
    ...(size && corner && { clip: { x: corner.x, y: corner.y, ...size } }),
  });
}
