// `npm start`: Gavel at work, from nothing. Builds, judges an example in the terminal, and opens VS Code on examples/.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findDesktopCode } from './desktopCode.ts';
import { ensureBuilt } from './ensureBuilt.ts';
import { cacheFolder, root } from './paths.ts';
import { startVsCode } from './vscodeHost.ts';

const help = `npm start [-- OPTION]

Judges an example dataset in the terminal, then opens VS Code on examples/ with Gavel loaded.

  --no-editor   stop after the judging
  --browser     VS Code in the browser, even where there is a desktop one
  --exit        print the address of VS Code in the browser, check that it answers, and end
`;

const examples = join(root, 'examples');
const dataset = join('examples', 'quality.jsonl');

async function main(): Promise<number> {
  const { values: flags } = parseArgs({
    options: {
      'no-editor': { type: 'boolean' },
      browser: { type: 'boolean' },
      exit: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (flags.help) {
    console.log(help);
    return 0;
  }
  await ensureBuilt();
  if (!judgeExample()) return 1;
  if (flags['no-editor']) return 0;
  const code = flags.browser || flags.exit ? undefined : findDesktopCode();
  return code ? openDesktop(code) : serveBrowser(flags.exit === true);
}

/** Runs the terminal program as a user would. False when it could not judge; rows left unscored are no failure here. */
function judgeExample(): boolean {
  const args = ['score', dataset, '--output', join('examples', 'quality.gavel.jsonl'), '--overwrite'];
  console.log(`\n$ npx --no-install gavel ${args.join(' ')}`);
  const { status } = spawnSync(process.execPath, [join('dist', 'gavel.js'), ...args], { cwd: root, stdio: 'inherit' });
  return status === 0 || status === 2;
}

function openDesktop(code: string): number {
  console.log('\nOpening VS Code on examples/ with Gavel loaded.');
  const args = ['--new-window', `--extensionDevelopmentPath=${root}`, examples, join(root, dataset)];
  const { status } = spawnSync(code, args, { stdio: 'inherit', shell: process.platform === 'win32' });
  return status ?? 1;
}

/** Serves VS Code until Ctrl+C; with `exit` only until its page has answered. */
async function serveBrowser(exit: boolean): Promise<number> {
  const host = await startVsCode({
    workspace: examples,
    extension: root,
    file: join(root, dataset),
    // Kept, so that settings and keys are still there the next time.
    home: join(cacheFolder, 'start'),
    settings: {
      'telemetry.telemetryLevel': 'off',
      'update.mode': 'none',
      'workbench.secondarySideBar.defaultVisibility': 'hidden',
      'workbench.startupEditor': 'none',
    },
  });
  try {
    console.log(`\nVS Code with Gavel, on examples/:\n\n  ${host.url}\n`);
    if (exit) {
      await checkPage(host.url);
      console.log('The page answers.');
    } else {
      console.log(`Open it in a browser on this machine${remoteHint(host.port)}. Ctrl+C ends it.`);
      await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
      console.log('\nEnded.');
    }
    return 0;
  } finally {
    await host.stop();
  }
}

function remoteHint(port: number): string {
  return process.env['SSH_CONNECTION'] ? ` (or on yours, after \`ssh -L ${port}:127.0.0.1:${port} …\`)` : '';
}

/** Follows the address as a browser does: the token earns a cookie, the cookie the page. */
async function checkPage(url: string): Promise<void> {
  const entry = await fetch(url, { redirect: 'manual' });
  const cookie = entry.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const page = await fetch(new URL(entry.headers.get('location') ?? url, url), { headers: { cookie } });
  const text = await page.text();
  if (!page.ok || !text.includes('workbench')) throw new Error(`VS Code's page did not answer (HTTP ${page.status}).`);
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
