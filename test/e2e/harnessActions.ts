import type { Locator, Page } from 'playwright-core';

/** Runs a command by its full title ("Gavel: Score Selection") from the palette, as soon as the palette lists it. */
export async function runCommand(page: Page, title: string): Promise<void> {
  await pick(page, 'F1', `>${title}`, title);
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  await pick(page, 'Control+p', name, name);
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
  await page.locator('.editor-instance .view-line, .monaco-editor-pane-placeholder').first().waitFor();
}

/** Chooses the entry `label` of the quick pick that is open, or about to open. */
export async function choose(page: Page, label: string): Promise<void> {
  // A long list holds only the rows on screen; typing brings the one that is meant into view.
  await page.locator('.quick-input-widget:visible input').fill(label);
  await quickPickRow(page, label).click();
}

/** Runs a command and chooses an entry of the quick pick that it opens; again where the quick pick went away by itself. */
export async function runAndChoose(page: Page, title: string, label: string): Promise<void> {
  await persist(`There is no entry "${label}" for "${title}"`, async () => {
    await runCommand(page, title);
    await page.locator('.quick-input-widget:visible input').fill(label, { timeout: ATTEMPT_MS });
    await orClose(page, '.quick-input-widget', quickPickRow(page, label).click({ timeout: ATTEMPT_MS }));
  });
}

/** Types into the input box of this title and confirms. Without waiting for the title it might be the box before. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  await page.locator('.quick-input-widget:visible .quick-input-title', { hasText: title }).waitFor();
  const input = page.locator('.quick-input-widget:visible input');
  await input.fill(text);
  await input.press('Enter');
}

/**
 * Clicks near the start of something: the middle of a long line is off the screen. Playwright's own click may scroll a
 * line that is wider than its editor into view, and VS Code takes that for a scroll of the user's.
 */
export async function clickStart(target: Locator, options: Parameters<Page['mouse']['click']>[2] = {}): Promise<void> {
  const { x, y } = await startOf(target);
  await target.page().mouse.click(x, y, options);
}

/** Puts the mouse near the start of something, `right` pixels into it. */
export async function hoverStart(target: Locator, right: number): Promise<void> {
  const { x, y } = await startOf(target);
  await target.page().mouse.move(x + right, y);
}

async function startOf(target: Locator): Promise<{ x: number; y: number }> {
  await target.waitFor();
  const box = await target.boundingBox();
  if (!box) throw new Error('What should be clicked is gone');
  return { x: box.x + 10, y: box.y + 8 };
}

/** Right-clicks `target` and chooses through the menu: each further label is an entry of the submenu before it. */
export async function chooseFromMenu(page: Page, target: Locator, ...labels: string[]): Promise<void> {
  const [first, ...rest] = labels.map((name) => page.getByRole('menuitem', { name, exact: true }));
  if (!first) throw new Error('No label to choose');
  await persist(`There is no "${labels[0]}" in the menu`, async () => {
    await clickStart(target, { button: 'right' });
    // A menu shows what was contributed when it opened, so one that came too early is closed and opened again.
    await orClose(page, '.monaco-menu', first.waitFor({ timeout: ATTEMPT_MS }));
  });
  let entry = first;
  for (const next of rest) {
    await clickUntil(entry, () => next.waitFor({ timeout: SHORT_MS }));
    entry = next;
  }
  await clickUntil(entry, () => entry.waitFor({ state: 'hidden', timeout: SHORT_MS }));
}

/** A file or folder in the Explorer. */
export function explorerItem(page: Page, name: string): Locator {
  return page.locator('.explorer-folders-view').getByRole('treeitem', { name, exact: true });
}

/** The first line on the active editor's screen that contains `text`. A wrapped line is several. */
export function editorLine(page: Page, text: string | RegExp): Locator {
  return page.locator('.editor-group-container.active .view-line', { hasText: text }).first();
}

/** The notification whose text contains `text`, a toast or a row of the notification centre. */
export function notification(page: Page, text: string | RegExp): Locator {
  return page.locator('.notification-list-item:visible', { hasText: text }).first();
}

/** The texts of the notifications that show now, newest first. */
export async function notificationTexts(page: Page): Promise<string[]> {
  return page.locator('.notification-list-item:visible .notification-list-item-message').allInnerTexts();
}

/**
 * Opens a quick pick by a key, asks it for `query` and clicks the entry `label`. What an extension contributes is listed
 * only when the extension is known, so the question is asked again until the entry is there.
 */
async function pick(page: Page, key: string, query: string, label: string): Promise<void> {
  await persist(`There is no entry "${label}" for "${query}"`, async () => {
    await page.keyboard.press(key);
    // A page that still loads swallows the key.
    await page.locator('.quick-input-widget:visible input').fill(query, { timeout: ATTEMPT_MS });
    await orClose(page, '.quick-input-widget', quickPickRow(page, label).click({ timeout: ATTEMPT_MS }));
  });
}

function quickPickRow(page: Page, label: string): Locator {
  // The whole text: what the query found stands in an element of its own, in "Results: a.jsonl" as in "a.jsonl".
  const name = page.locator('.label-name', { hasText: new RegExp(`^\\s*${RegExp.escape(label)}\\s*$`) });
  return page.locator('.quick-input-widget:visible .monaco-list-row').filter({ has: name }).first();
}

/**
 * Clicks again until the click was taken. A menu, for one, ignores the mouse for its first tenth of a second, so that the
 * click that opened it chooses nothing.
 */
export async function clickUntil(entry: Locator, taken: () => Promise<void>): Promise<void> {
  await persist('The menu did not take the click', async () => {
    if (await entry.isVisible()) await entry.click({ timeout: ATTEMPT_MS });
    await taken();
  });
}

/** Closes `widget` when what should happen in it doesn't. (Escape anywhere else would undo the test's selections.) */
async function orClose(page: Page, widget: string, action: Promise<void>): Promise<void> {
  try {
    await action;
  } catch (error) {
    if (await page.locator(widget).first().isVisible()) await page.keyboard.press('Escape');
    throw error;
  }
}

/** Repeats `attempt`, which waits by itself, until it succeeds; after a minute says what is wrong. */
async function persist(problem: string, attempt: () => Promise<void>): Promise<void> {
  const last = performance.now() + PATIENCE_MS;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      if (performance.now() > last) throw new Error(problem, { cause: error });
    }
  }
}

const PATIENCE_MS = 60_000;
const ATTEMPT_MS = 3_000;
const SHORT_MS = 500;
