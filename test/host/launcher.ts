// What `test/host/code` runs: an editor suite in the npm-only VS Code, seen from outside like the desktop executable.
// `@vscode/test-electron` starts it with the desktop's arguments; the exit code tells how the suite ended.
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Page } from 'playwright-core';
import { openBrowser } from './browser.ts';
import { OUTPUT_MARK } from './outputMark.ts';
import { resultsFolder } from './paths.ts';
import { testSettings } from './testSettings.ts';
import { startVsCode } from './vscodeHost.ts';

/** Every test has a time-out of its own, far below this: a suite that is silent for so long hangs. */
const SILENCE_LIMIT_MS = 90_000;

const keepFolder = join(resultsFolder, 'editor');

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string' },
      extensionTestsPath: { type: 'string' },
      'disable-workspace-trust': { type: 'boolean' },
    },
  });
  const [workspace] = positionals;
  const { extensionDevelopmentPath: extension, extensionTestsPath: tests } = values;
  if (typeof extension !== 'string' || typeof tests !== 'string' || workspace === undefined) {
    console.error('Usage: code --extensionDevelopmentPath=DIR --extensionTestsPath=FILE WORKSPACE');
    return 2;
  }
  await mkdir(keepFolder, { recursive: true });
  const host = await startVsCode({
    workspace,
    extension,
    tests,
    trusted: values['disable-workspace-trust'] === true,
    settings: testSettings,
    env: { EXTENSIONS_GALLERY: '{}' },
    log: join(keepFolder, 'server.log'),
  });
  const browser = await openBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    const code = await runSuite(page, host.url);
    if (code !== 0) {
      await page.screenshot({ path: join(keepFolder, 'failure.png') });
      console.error(`A screenshot and the logs are in ${keepFolder}`);
    }
    return code;
  } finally {
    await browser.close();
    await host.stop();
  }
}

/** Opens the workbench, prints what the suite prints, and resolves to its exit code; 124 when it fell silent. */
async function runSuite(page: Page, url: string): Promise<number> {
  const log = createWriteStream(join(keepFolder, 'console.log'));
  const { promise: exitCode, resolve } = Promise.withResolvers<number>();
  const onSilence = () => {
    console.error(`The editor tests were silent for ${SILENCE_LIMIT_MS / 1000} s: they hang, or never started.`);
    resolve(124);
  };
  const silence = setTimeout(onSilence, SILENCE_LIMIT_MS);
  await page.exposeFunction('codeAutomationLog', (type: string, args: unknown[]) => {
    const line = args.join(' ');
    log.write(`${type} ${line}\n`);
    if (!line.startsWith(OUTPUT_MARK)) return;
    silence.refresh();
    process.stdout.write(`${line.slice(OUTPUT_MARK.length)}\n`);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => resolve(code));
  page.on('crash', () => resolve(1));
  await page.goto(url);
  const code = await exitCode;
  clearTimeout(silence);
  log.end();
  return code;
}

process.exitCode = await main();
