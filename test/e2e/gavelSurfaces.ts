import type { Locator, Page } from 'playwright-core';
import { clickUntil, runCommand } from './harnessActions.ts';
import { webview } from './harnessWebview.ts';

/** The badges on the line that shows `text`, from left to right: a row's own, then one before each response. */
export async function badgesOn(page: Page, text: string): Promise<string[]> {
  const line = page.locator('.editor-group-container.active .view-line', { hasText: text }).first();
  return line.locator('span').evaluateAll((spans) =>
    // VS Code draws what an extension puts before a text as generated content, which is in no DOM text.
    spans.flatMap((span) => {
      const { content } = getComputedStyle(span, '::before');
      const shown = /^"(.*)"$/.exec(content)?.[1];
      return shown === undefined ? [] : [shown.trim()];
    }),
  );
}

/** An entry of Gavel's tree, by words of its accessible name. */
export function treeEntry(page: Page, name: RegExp): Locator {
  return page.getByRole('tree', { name: /^Runs/ }).getByRole('treeitem', { name }).first();
}

/** Shows the Gavel sidebar. A click on the icon of a view that shows already would hide it. */
export async function showRuns(page: Page): Promise<void> {
  const icon = page.locator('.activitybar').getByRole('tab', { name: 'Gavel', exact: true });
  if ((await icon.getAttribute('aria-selected')) !== 'true') await icon.click();
  await page.getByRole('tree', { name: /^Runs/ }).waitFor();
}

/** Unfolds an entry of the tree. */
export async function unfold(entry: Locator): Promise<void> {
  if ((await entry.getAttribute('aria-expanded')) === 'true') return;
  await entry.locator('.monaco-tl-twistie').click();
}

/** The button of a notification. */
export function notificationButton(notice: Locator, name: string): Locator {
  return notice.getByRole('button', { name, exact: true });
}

/** Presses a button of a notification until that is taken: a notification that still slides in may swallow the click. */
export async function pressButton(notice: Locator, name: string): Promise<void> {
  const button = notificationButton(notice, name);
  await button.waitFor();
  await clickUntil(button, () => button.waitFor({ state: 'hidden', timeout: 500 }));
}

/** Closes every notification. Nothing is left of what an earlier test was told. */
export async function clearNotifications(page: Page): Promise<void> {
  await runCommand(page, 'Notifications: Clear All Notifications');
  await page.locator('.notification-list-item:visible').first().waitFor({ state: 'detached' });
}

/** Reloads the window by VS Code's command, which keeps the open editors; a browser that leaves the page forgets some. */
export async function reloadWindow(page: Page): Promise<void> {
  const loaded = page.waitForEvent('load');
  await runCommand(page, 'Developer: Reload Window');
  await loaded;
  await page.locator('.statusbar-item').first().waitFor();
}

/** The results panel's parts that tests look at. */
export function results(page: Page) {
  const view = webview(page);
  return {
    title: view.locator('gavel-header h1'),
    state: view.locator('gavel-header .state'),
    /** "12 of 30 rows" */
    shown: view.locator('gavel-toolbar .shown'),
    search: view.locator('.search input'),
    rows: view.locator('gavel-table .rows .row'),
    row: (place: number) => view.locator(`gavel-table .rows [data-place="${place}"]`),
    head: (title: string) => view.locator('gavel-table').getByRole('columnheader', { name: title }),
    count: (name: RegExp) => view.locator('gavel-header .counts').getByRole('button', { name }),
    bar: (index: number) => view.locator(`gavel-histogram [data-bin="${index}"]`),
    detail: view.locator('gavel-detail'),
    detailTitle: view.locator('gavel-detail h2'),
    fold: (title: string) => view.locator('gavel-detail summary', { hasText: title }),
    button: (label: string) => view.getByRole('button', { name: label }).first(),
    /** A filter of the list behind the button "Filter". */
    filter: (name: string) => view.locator('gavel-filter-menu').getByRole('checkbox', { name, exact: true }),
    view,
  };
}
