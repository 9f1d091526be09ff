import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installOnce } from './installOnce.ts';
import { root } from './paths.ts';

const run = promisify(execFile);

/** A browser to start, with the environment variables that it needs. */
export type Chromium = { executable: string; env: Record<string, string> };

/** `CHROME_PATH`, else an installed Chrome or Chromium, else the headless Chromium that comes from npm. */
export async function findChromium(): Promise<Chromium> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen && !existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, and there is no such file.`);
  const executable = chosen || usualPaths.find((path) => existsSync(path));
  return executable ? { executable, env: {} } : packagedChromium();
}

const usualPaths = [
  '/usr/bin/google-chrome-stable',
  '/usr/bin/google-chrome',
  '/opt/google/chrome/chrome',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

async function packagedChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chrome or Chromium found. Install one, or set CHROME_PATH to its executable.');
  }
  const manifest = join(root, 'node_modules', '@sparticuz', 'chromium', 'package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const folder = await installOnce(`chromium-${version}`, 'Unpacking Chromium (once, 200 MB)', unpack);
  const executable = join(folder, 'chromium');
  const env = { FONTCONFIG_FILE: join(folder, 'fonts.conf') };
  const problem = await whyNotStarting(executable, env);
  if (!problem) return { executable, env };
  const envWithLibraries = { ...env, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') };
  const problemStill = await whyNotStarting(executable, envWithLibraries);
  if (!problemStill) return { executable, env: envWithLibraries };
  throw new Error(`The packaged Chromium does not start here. Install Chrome, or set CHROME_PATH.\n${problemStill}`);
}

/** What the browser says instead of its version; nothing when it starts. */
async function whyNotStarting(executable: string, env: Record<string, string>): Promise<string | undefined> {
  try {
    await run(executable, ['--version'], { env: { ...process.env, ...env } });
    return undefined;
  } catch (error) {
    return String(error).trim();
  }
}

/**
 * The package also has the libraries that a bare system lacks (libnss3, libnspr4, libexpat), but unpacks them only where
 * it believes itself in AWS Lambda.
 */
async function unpack(folder: string): Promise<void> {
  await run(process.execPath, [join(import.meta.dirname, 'unpackChromium.ts')], {
    env: { ...process.env, TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs24.x' },
  });
  await writeFile(join(folder, 'fonts.conf'), fontConfig);
}

/** The system's fonts where there are any, and the package's Open Sans: without a single font there is no text. */
const fontConfig = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir>/usr/share/fonts</dir>
  <dir prefix="relative">fonts/fonts</dir>
</fontconfig>
`;
