import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { installOnce } from './installOnce.ts';

/** The release of code-server whose package carries the VS Code server (VS Code 1.139.1) and its web workbench. */
const VERSION = '4.139.1';

/**
 * Puts a complete VS Code into the cache, with nothing but the npm registry, and returns the folder of the VS Code server
 * (the one that holds `out/server-main.js`). About 30 s and 600 MB the first time. No package script runs: the native
 * modules that would be built are optional to VS Code.
 */
export async function installVsCode(): Promise<string> {
  const folder = await installOnce(
    `code-server-${VERSION}`,
    'Installing VS Code from npm (once, 600 MB)',
    async (to) => {
      // A package.json of its own keeps npm from walking up to the project's.
      await writeFile(join(to, 'package.json'), '{ "private": true }\n');
      await npmInstall(to, [`code-server@${VERSION}`]);
      await npmInstall(join(to, serverPath), ['--omit=dev']);
    },
  );
  return join(folder, serverPath);
}

const serverPath = join('node_modules', 'code-server', 'lib', 'vscode');

async function npmInstall(folder: string, args: string[]): Promise<void> {
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--prefix', folder];
  const npm = spawn('npm', ['install', ...flags, ...args], {
    cwd: folder,
    // VS Code wants this Node, not the one that happens to be first on the path.
    env: { ...process.env, PATH: `${dirname(process.execPath)}${delimiter}${process.env['PATH'] ?? ''}` },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let output = '';
  npm.stdout.on('data', (data) => (output += data));
  npm.stderr.on('data', (data) => (output += data));
  const code = await new Promise<number | null>((resolve, reject) => {
    npm.once('error', reject);
    npm.once('close', resolve);
  });
  if (code !== 0) {
    throw new Error(
      `npm could not install ${args.at(-1)} (exit ${code}). Is the npm registry in reach, and is there 1 GB of free space?\n${output.trim()}`,
    );
  }
}
