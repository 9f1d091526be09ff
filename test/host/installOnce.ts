import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from './paths.ts';
import { startProgress } from './progress.ts';

/**
 * Returns the folder `name` in the cache; when there is none yet, `fill` makes it. The work is done in a folder beside it
 * that gets its real name as the last step, so that an interrupted installation is never taken for a whole one.
 */
export async function installOnce(
  name: string,
  label: string,
  fill: (folder: string) => Promise<void>,
): Promise<string> {
  const target = join(cacheFolder, name);
  await mkdir(cacheFolder, { recursive: true });
  await removeAbandoned();
  if (existsSync(target)) return target;
  const partial = await mkdtemp(join(cacheFolder, `partial-${process.pid}-`));
  const done = startProgress(label);
  try {
    await fill(partial);
    await rename(partial, target).catch((error: unknown) => {
      // Another process was faster: its folder is as good as ours.
      if (!existsSync(target)) throw error;
    });
    done('done');
  } catch (error) {
    done('failed');
    throw error;
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  return target;
}

/** An installation that was killed leaves hundreds of megabytes; its process id tells that nobody works on it any more. */
async function removeAbandoned(): Promise<void> {
  for (const entry of await readdir(cacheFolder)) {
    const pid = /^partial-(\d+)-/.exec(entry)?.[1];
    if (pid && !isAlive(Number(pid))) await rm(join(cacheFolder, entry), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
