import type { FrameLocator, Page } from 'playwright-core';

/** The content of the webview that shows: an extension's page sits in a frame within VS Code's own frame. */
export function webview(page: Page): FrameLocator {
  return page.locator('iframe.webview.ready:visible').first().contentFrame().locator('#active-frame').contentFrame();
}
