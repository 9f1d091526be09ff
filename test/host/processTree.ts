import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:os';

/** The trees that this process has started and that still run. */
const running = new Set<ChildProcess>();

/**
 * Starts a program in a process group of its own, so that it can be ended with everything that it starts, and nothing
 * else. It never outlives this process, except when this process is killed outright.
 */
export function spawnTree(command: string, args: string[], options: SpawnOptions): ChildProcess {
  guardExit();
  const child = spawn(command, args, { ...options, detached: true });
  running.add(child);
  child.once('exit', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Ends a tree: asks first, and kills what is left after `graceMs`. */
export async function endTree(child: ChildProcess, graceMs = 3000): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  signalTree(child, 'SIGTERM');
  const timer = setTimeout(() => signalTree(child, 'SIGKILL'), graceMs);
  await ended;
  clearTimeout(timer);
  // The leader is gone; a member that ignored SIGTERM would live on.
  signalTree(child, 'SIGKILL');
}

function signalTree(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

let guarded = false;

function guardExit(): void {
  if (guarded) return;
  guarded = true;
  const killAll = () => {
    for (const child of running) signalTree(child, 'SIGKILL');
  };
  process.on('exit', killAll);
  for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      killAll();
      // Whoever listens too has its own way to end.
      if (process.listenerCount(signal) === 1) process.exit(128 + constants.signals[signal]);
    });
  }
}
