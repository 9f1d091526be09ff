// The editor suite's entry point: VS Code loads it into the extension host and calls `run`.
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { writeCounts } from '../host/countsFile.ts';
import { OUTPUT_MARK } from '../host/outputMark.ts';

/** Runs every test file beside this one. Rejects when a test fails, which makes VS Code end with an error. */
export async function run(): Promise<void> {
  markOutput();
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => console.log(format(...args));
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    color: process.env['GAVEL_COLOR'] === '1',
    forbidOnly: process.env['CI'] !== undefined,
    grep: process.env['GAVEL_GREP'],
  });
  for (const file of (await readdir(import.meta.dirname)).sort()) {
    if (file.endsWith('.test.js')) mocha.addFile(join(import.meta.dirname, file));
  }
  await mocha.loadFilesAsync();
  const stats = await new Promise<Mocha.Stats>((resolve) => {
    const runner = mocha.run(() => resolve(runner.stats as Mocha.Stats));
  });
  const counts = process.env['GAVEL_COUNTS'];
  if (counts) await writeCounts(counts, { passed: stats.passes, failed: stats.failures, skipped: stats.pending });
  if (stats.failures > 0) throw new Error(`${stats.failures} editor tests failed`);
}

/** See `OUTPUT_MARK`. On the desktop the console is the suite's alone. */
function markOutput(): void {
  if (process.env['GAVEL_MARK_OUTPUT'] !== '1') return;
  const print = console;
  const marked = (method: 'log' | 'info' | 'warn' | 'error') => ({
    [method]: (...args: unknown[]) => {
      const line = format(...args);
      // VS Code's own complaint about its unbuilt log writer, once for every log channel.
      const isChatter = line.startsWith('Error: Could not locate the bindings file');
      print[method](isChatter ? line : OUTPUT_MARK + line);
    },
  });
  // VS Code has made the console's methods read-only, so the console as a whole is exchanged.
  globalThis.console = { ...console, ...marked('log'), ...marked('info'), ...marked('warn'), ...marked('error') };
}
