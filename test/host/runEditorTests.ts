// `npm run test:editor` and, with `--desktop`, `npm run test:electron`: the editor suite, through @vscode/test-electron.
// The host is a choice of executable: the npm-only VS Code (test/host/code), an installed desktop, or a downloaded one.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { downloadAndUnzipVSCode, runTests, TestRunFailedError } from '@vscode/test-electron';
import { countsFile } from './countsFile.ts';
import { ensureBuilt } from './ensureBuilt.ts';
import { root } from './paths.ts';

const { values } = parseArgs({ options: { desktop: { type: 'boolean' }, grep: { type: 'string' } } });

async function main(): Promise<number> {
  const executable = values.desktop ? await desktopExecutable() : join(import.meta.dirname, 'code');
  await ensureBuilt();
  const counts = countsFile('editor');
  await rm(counts, { force: true });
  const home = await mkdtemp(join(tmpdir(), 'gavel-editor-'));
  const workspace = join(home, 'workspace');
  await cp(join(root, 'test', 'fixtures', 'workspace'), workspace, { recursive: true });
  try {
    await runTests({
      vscodeExecutablePath: executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(root, 'dist', 'test', 'index.js'),
      launchArgs: [
        workspace,
        '--disable-extensions',
        `--user-data-dir=${join(home, 'user')}`,
        `--extensions-dir=${join(home, 'extensions')}`,
      ],
      extensionTestsEnv: {
        GAVEL_COUNTS: counts,
        GAVEL_GREP: values.grep,
        GAVEL_COLOR: process.stdout.isTTY ? '1' : '0',
        GAVEL_MARK_OUTPUT: values.desktop ? '0' : '1',
      },
    });
    return 0;
  } catch (error) {
    if (!(error instanceof TestRunFailedError)) throw error;
    return error.code ?? 1;
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}

/** `VSCODE_PATH`, else a downloaded VS Code. Throws in words when neither is to be had. */
async function desktopExecutable(): Promise<string> {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) {
    throw new Error(
      'The desktop VS Code needs a display. Run it under one (`xvfb-run -a npm run test:electron`), or run the same tests without: `npm run test:editor`.',
    );
  }
  const installed = process.env['VSCODE_PATH'];
  if (installed) return installed;
  try {
    return await downloadAndUnzipVSCode({ timeout: 30_000 });
  } catch (error) {
    throw new Error(
      'VS Code could not be downloaded. Set VSCODE_PATH to the executable of an installed one, or run the same tests without a download: `npm run test:editor`.',
      { cause: error },
    );
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  if (error instanceof Error && error.cause) console.error(`Cause: ${error.cause}`);
  process.exitCode = 1;
}
