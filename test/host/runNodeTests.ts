// `node test/host/runNodeTests.ts unit|e2e [GLOB…] [--grep PATTERN]`: Node's test runner on a suite, counted.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findChromium } from './chromium.ts';
import { countsFile } from './countsFile.ts';
import { ensureBuilt } from './ensureBuilt.ts';
import { installVsCode } from './installVsCode.ts';
import { root } from './paths.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: 'string' } } });
const [suite, ...globs] = positionals;

/** Seconds: for one test (and its hooks), and for all. */
const limits = { unit: { test: 60, suite: 300 }, e2e: { test: 600, suite: 3600 } };

if (suite === 'unit') {
  const loader = join(import.meta.dirname, 'loadTests.ts');
  process.exitCode = await runTests(suite, [loader, ...(globs.length > 0 ? globs : ['test/unit/**/*.test.ts'])]);
} else if (suite === 'e2e') {
  // What takes long the first time is done here, so that no test's time-out pays for it.
  await ensureBuilt();
  await installVsCode();
  await findChromium();
  // A process a file: each has a VS Code of its own. One at a time: two would starve each other.
  const flags = ['--test', '--test-concurrency=1', '--test-force-exit'];
  process.exitCode = await runTests(suite, [...flags, ...(globs.length > 0 ? globs : ['test/e2e/**/*.test.ts'])]);
} else {
  console.error('Usage: node test/host/runNodeTests.ts unit|e2e [GLOB…] [--grep PATTERN]');
  process.exitCode = 2;
}

/** Runs Node with the arguments that its test runner shares between suites; resolves to its exit code. */
async function runTests(name: keyof typeof limits, args: string[]): Promise<number> {
  const { test, suite } = limits[name];
  const counts = countsFile(name);
  await rm(counts, { force: true });
  const flags = [
    ...['--test-reporter', 'spec', '--test-reporter-destination', 'stdout'],
    ...['--test-reporter', join(import.meta.dirname, 'countReporter.ts'), '--test-reporter-destination', 'stdout'],
    `--test-timeout=${test * 1000}`,
    ...(values.grep === undefined ? [] : [`--test-name-pattern=${values.grep}`]),
  ];
  const env = { ...process.env, GAVEL_COUNTS: counts };
  const child = spawn(process.execPath, [...flags, ...args], { cwd: root, env, stdio: 'inherit' });
  const timer = setTimeout(() => {
    console.error(
      `The ${name} tests did not end within ${suite} s. Some test left a server, a timer or a process running.`,
    );
    child.kill('SIGKILL');
  }, suite * 1000);
  const [code] = await once(child, 'exit');
  clearTimeout(timer);
  return code ?? 1;
}
