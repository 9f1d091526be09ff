import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../host/paths.ts';

/** Bytes of the extension as `npm run package` packs it. */
export async function vsixBytes(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-vsix-'));
  try {
    const file = join(folder, 'gavel.vsix');
    const npm = spawn('npm', ['run', 'package', '--', '--out', file], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const [code] = await once(npm, 'exit');
    if (code !== 0) throw new Error('`npm run package` failed; its messages are above.');
    return (await stat(file)).size;
  } finally {
    await rm(folder, { recursive: true });
  }
}
