import { type FileHandle, open, rm, stat } from 'node:fs/promises';
import { hostname, uptime } from 'node:os';
import { LineSplitter } from '../dataset/lineSplitter.ts';
import type { FileTrouble } from './fileTrouble.ts';

/** The right to write a file, until it is released or its process ends. */
export interface FileLock {
  release(): Promise<void>;
}

/** One who wants the lock, or had it. `at` is in milliseconds since 1970. */
interface Holder {
  token: string;
  pid: number;
  host: string;
  at: number;
}

/** What this process holds: its own number in a lock file may also be that of a process before it. */
const held = new Set<string>();

/**
 * Locks a file by a file beside it. Whoever wants the lock appends a line, which the operating system does for one after
 * the other; the first whose process is alive has it. So of two who come at once exactly one gets it, also when both
 * find the lock of a process that was killed. Node can't lock files otherwise. Rejects when the folder can't be written.
 * `shown` is what people call the file.
 */
export async function lockFile(path: string, shown: string): Promise<FileLock | FileTrouble> {
  const lockPath = `${path}.lock`;
  const me: Holder = { token: crypto.randomUUID(), pid: process.pid, host: hostname(), at: Date.now() };
  for (;;) {
    held.add(me.token);
    const file = await open(lockPath, 'a+').catch((error: unknown) => {
      held.delete(me.token);
      throw error;
    });
    try {
      await file.appendFile(`\n${JSON.stringify(me)}\n`);
      const first = (await holders(file)).find(isAlive);
      if (first && first.token !== me.token) {
        await takeBack(file, me);
        return inUse(shown, lockPath, first);
      }
      // Its holder may have removed the file between `open` and here: then the lock is another file by now.
      if (await isStill(file, lockPath)) return { release: () => release(lockPath, me) };
    } finally {
      await file.close();
    }
  }
}

/** Only who has the lock removes it, so nobody's lock is removed but one's own. */
async function release(lockPath: string, { token }: Holder): Promise<void> {
  await rm(lockPath, { force: true });
  held.delete(token);
}

/** Takes back a wish that came too late. */
async function takeBack(file: FileHandle, { token }: Holder): Promise<void> {
  held.delete(token);
  await file.appendFile(`\n${JSON.stringify({ gone: token })}\n`).catch(() => {});
}

async function holders(file: FileHandle): Promise<Holder[]> {
  const found: Holder[] = [];
  const gone = new Set<unknown>();
  const lines = new LineSplitter(
    ({ bytes }) => {
      const value = parse(bytes);
      if ('gone' in value) gone.add(value['gone']);
      else if (isHolder(value)) found.push(value);
    },
    10_000,
    { line: 1, column: 1, offset: 0 },
  );
  const buffer = new Uint8Array(64 * 1024);
  for (let at = 0; ; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    lines.push(buffer.slice(0, bytesRead));
    at += bytesRead;
  }
  return found.filter(({ token }) => !gone.has(token));
}

function isHolder(value: Record<string, unknown>): value is Record<string, unknown> & Holder {
  const { token, pid, host, at } = value;
  return typeof token === 'string' && isPid(pid) && typeof host === 'string' && typeof at === 'number';
}

const isPid = (pid: unknown) => typeof pid === 'number' && Number.isInteger(pid) && pid > 0;

function parse(bytes: Uint8Array | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Of another machine nothing can be known, so its word is believed. A lock from before this machine started is none. */
function isAlive({ token, pid, host, at }: Holder): boolean {
  if (host !== hostname()) return true;
  if (pid === process.pid) return held.has(token);
  if (at < Date.now() - 1000 * uptime() - 60_000) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and another user's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function isStill(file: FileHandle, path: string): Promise<boolean> {
  const [here, there] = await Promise.all([file.stat(), stat(path).catch(() => undefined)]);
  return here.ino === there?.ino && here.dev === there.dev;
}

function inUse(path: string, lockPath: string, { pid, host }: Holder): FileTrouble {
  const where = host === hostname() ? '' : ` on ${host}`;
  return {
    reason: 'in use',
    message: `${path} is being written by another Gavel (process ${pid}${where}).`,
    next: `Wait until it has ended, or end it there. If no such process runs, delete ${lockPath}.`,
  };
}
