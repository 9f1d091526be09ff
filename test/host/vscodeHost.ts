import type { ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { installVsCode } from './installVsCode.ts';
import { endTree, spawnTree } from './processTree.ts';

export type HostOptions = {
  /** The folder to open, absolute. */
  workspace: string;
  /** The extension's folder, absolute: it is loaded as if it were installed. */
  extension: string;
  /** A module with `run()`, absolute: the page then runs these tests in the extension host and ends. */
  tests?: string;
  /** A file to open at first, absolute. */
  file?: string;
  /** User settings, for a `home` that has none yet. */
  settings?: Record<string, unknown>;
  /** False opens the workspace in Restricted Mode. */
  trusted?: boolean;
  /** Beside this process's own environment; the extension host sees it too. */
  env?: Record<string, string>;
  /** Where settings and state live. By default a temporary folder that goes when the host stops. */
  home?: string;
  /** The file that gets the server's output. By default `server.log` in `home`. */
  log?: string;
};

export type VsCodeHost = {
  /** Opens the workspace in any browser on this machine. Carries the token that keeps other users out. */
  url: string;
  port: number;
  /** The user's settings.json. It is read when a window opens; later changes from outside are not noticed. */
  settingsFile: string;
  /** Ends the server and everything that it started. Can be called twice. */
  stop(): Promise<void>;
};

/** Starts the npm-only VS Code on a free port of 127.0.0.1, installing it first if need be; resolves when it listens. */
export async function startVsCode(options: HostOptions): Promise<VsCodeHost> {
  const vscode = await installVsCode();
  const home = options.home ?? (await mkdtemp(join(tmpdir(), 'gavel-host-')));
  const removeHome = async () => {
    if (options.home === undefined) await rm(home, { recursive: true, force: true });
  };
  const settingsFile = join(home, 'user', 'User', 'settings.json');
  await mkdir(join(settingsFile, '..'), { recursive: true });
  if (!existsSync(settingsFile)) await writeFile(settingsFile, JSON.stringify(options.settings ?? {}, null, 2));
  await linkExtension(join(home, 'extensions'), options);

  const token = randomBytes(16).toString('hex');
  await writeFile(join(home, 'token'), token, { mode: 0o600 });
  const server = spawnTree(process.execPath, [join(vscode, 'out', 'server-main.js'), ...args(home, options)], {
    env: { ...process.env, ...(options.home ? {} : { XDG_RUNTIME_DIR: home }), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const logged = keepLog(server, options.log ?? join(home, 'server.log'));
  const stop = async () => {
    await endTree(server);
    await logged;
    await removeHome();
  };
  try {
    const port = await listeningPort(server);
    return { url: workbenchUrl(port, token, options), port, settingsFile, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function args(home: string, options: HostOptions): string[] {
  return [
    // The token goes by a file: a process's arguments are there for every user of the machine to read.
    ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', join(home, 'token')],
    ...['--server-data-dir', join(home, 'server'), '--user-data-dir', join(home, 'user')],
    ...['--extensions-dir', join(home, 'extensions')],
    ...['--accept-server-license-terms', '--telemetry-level', 'off'],
    ...(options.trusted === false ? [] : ['--disable-workspace-trust']),
    // The last resort for a test process that was killed: without a window, the server ends after some minutes.
    ...(options.home === undefined ? ['--enable-remote-auto-shutdown', '--reconnection-grace-time', '60'] : []),
    // A built workbench takes the address of a test suite only with the smoke-test driver.
    ...(options.tests ? ['--enable-smoke-test-driver'] : []),
  ];
}

/** A link is as good as an installation, and a rebuilt extension is there after "Developer: Reload Window". */
async function linkExtension(folder: string, { extension, tests }: HostOptions): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  // The test payload names the extension itself.
  if (tests) return;
  const { publisher, name, version } = JSON.parse(await readFile(join(extension, 'package.json'), 'utf8'));
  await symlink(extension, join(folder, `${publisher}.${name}-${version}`), 'dir');
}

async function keepLog(server: ChildProcess, file: string): Promise<void> {
  const log = createWriteStream(file);
  server.stdout?.pipe(log, { end: false });
  server.stderr?.pipe(log, { end: false });
  server.once('close', () => log.end());
  await finished(log);
}

const START_TIMEOUT_MS = 60_000;

async function listeningPort(server: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (what: string) => reject(new Error(`The VS Code server ${what}:\n${output.slice(-2000)}`));
    const timer = setTimeout(() => fail('did not start within a minute'), START_TIMEOUT_MS);
    const collect = (data: Buffer) => {
      output += data;
      const port = /agent listening on (\d+)/.exec(output)?.[1];
      if (port === undefined) return;
      clearTimeout(timer);
      server.stdout?.off('data', collect);
      server.stderr?.off('data', collect);
      resolve(Number(port));
    };
    server.stdout?.on('data', collect);
    server.stderr?.on('data', collect);
    server.once('error', reject);
    server.once('close', (code, signal) => {
      clearTimeout(timer);
      fail(`ended before it listened (${signal ?? `exit ${code}`})`);
    });
  });
}

function workbenchUrl(port: number, token: string, options: HostOptions): string {
  const url = new URL(`http://127.0.0.1:${port}/`);
  const remote = (path: string) => `vscode-remote://${url.host}${encodeURI(path)}`;
  const payload: [string, string][] = [];
  if (options.file) payload.push(['openFile', remote(options.file)]);
  if (options.tests) {
    payload.push(['extensionDevelopmentPath', remote(options.extension)]);
    payload.push(['extensionTestsPath', remote(options.tests)]);
  }
  url.searchParams.set('tkn', token);
  url.searchParams.set('folder', options.workspace);
  if (payload.length > 0) url.searchParams.set('payload', JSON.stringify(payload));
  return url.href;
}
