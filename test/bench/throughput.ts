import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { createJudge } from '../../src/judging/judge.ts';
import { defaultOptions } from '../../src/judging/options.ts';
import { tasks } from '../../src/judging/tasks.ts';
import { offlineModel } from '../../src/models/offline.ts';
import { startJudge } from './judgeProcess.ts';
import type { LoopTask, loops } from './loops.ts';
import { median, medianRatio } from './statistics.ts';

/** What one loop over all rows took. */
export interface LoopCost {
  ms: number;
  cpuMs: number;
  peakMb: number;
  answered: number;
}

/** What to measure. */
export interface ThroughputOf {
  rows: number;
  latencyMs: number;
  concurrency: number;
  /** Runs of each loop. */
  rounds: number;
  /** Those that Gavel is compared with. */
  against: readonly Exclude<LoopName, 'gavel'>[];
}

type LoopName = keyof typeof loops;

/** Gavel beside a bare loop: medians, and medians of ratios within a round. */
export interface Comparison {
  ms: number;
  cpuMs: number;
  peakMb: number;
  /** Gavel's answers a second through the bare loop's. */
  throughput: number;
  /** Gavel's CPU time through the bare loop's. */
  cpu: number;
  /** Gavel's peak memory through the bare loop's. */
  memory: number;
}

/** Gavel's own medians, and each comparison. */
export interface Throughput {
  gavel: Omit<LoopCost, 'answered'>;
  against: { [name in LoopName]?: Comparison };
}

const model = 'judge-small';
const reply = '[1] Score: 3\n[2] Score: 2\n[3] Score: 1';

/** Runs Gavel and bare loops by turns, each in a process of its own, against a local judge in another. */
export async function measureThroughput(of: ThroughputOf): Promise<Throughput> {
  await using server = await startJudge({ latencyMs: of.latencyMs, reply });
  const folder = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const task: LoopTask = {
      url: server.url,
      model,
      concurrency: of.concurrency,
      dataset: join(folder, 'rows.jsonl'),
      prompts: join(folder, 'prompts.jsonl'),
      output: '',
    };
    await writeRows(task, of.rows);
    const names = ['gavel', ...of.against] as const;
    const costs = new Map<LoopName, LoopCost[]>(names.map((name) => [name, []]));
    for (let round = 0; round < of.rounds; round++) {
      // Taking turns at going first, so that nobody always meets a machine that another warmed or tired.
      for (const name of round % 2 === 0 ? names : [...names].reverse()) {
        const cost = await runLoop(name, { ...task, output: join(folder, `${round}.gavel.jsonl`) });
        if (cost.answered !== of.rows) throw new Error(`${name} had ${cost.answered} answers to ${of.rows} rows.`);
        costs.get(name)?.push(cost);
      }
    }
    return compare(costs, of.against);
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function runLoop(name: LoopName, task: LoopTask): Promise<LoopCost> {
  const script = join(import.meta.dirname, 'throughputChild.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, name, JSON.stringify(task)]);
  return JSON.parse(stdout) as LoopCost;
}

function compare(costs: ReadonlyMap<LoopName, readonly LoopCost[]>, against: ThroughputOf['against']): Throughput {
  const all = (name: LoopName, what: keyof LoopCost) => (costs.get(name) ?? []).map((cost) => cost[what]);
  const medians = (name: LoopName) => ({
    ms: median(all(name, 'ms')),
    cpuMs: median(all(name, 'cpuMs')),
    peakMb: median(all(name, 'peakMb')),
  });
  const compared = against.map((name) => [
    name,
    {
      ...medians(name),
      throughput: medianRatio(all(name, 'ms'), all('gavel', 'ms')),
      cpu: medianRatio(all('gavel', 'cpuMs'), all(name, 'cpuMs')),
      memory: medianRatio(all('gavel', 'peakMb'), all(name, 'peakMb')),
    },
  ]);
  return { gavel: medians('gavel'), against: Object.fromEntries(compared) as Throughput['against'] };
}

/** The rows, and their prompts as the task writes them. */
async function writeRows({ dataset, prompts }: LoopTask, count: number): Promise<void> {
  const judge = createJudge(tasks.quality, offlineModel, defaultOptions);
  function* lines(of: (i: number) => unknown) {
    for (let i = 0; i < count; i++) yield `${JSON.stringify(of(i))}\n`;
  }
  await pipeline(Readable.from(lines(rowOf)), createWriteStream(dataset));
  await pipeline(Readable.from(lines((i) => judge.prompt(rowOf(i)).messages)), createWriteStream(prompts));
}

/** Three answers of a few hundred characters, as datasets have them; no two rows alike. */
function rowOf(i: number): { instruction: string; responses: string[] } {
  const sentence = `Row ${i} asks for no more than a sentence or two on how rainbows come about. `;
  return {
    instruction: `${sentence}Explain it to a class of ten-year-olds, and say why the order of the colours is the same.`,
    responses: [sentence.repeat(4), sentence.repeat(2), `${sentence}Light bends in drops of water.`],
  };
}
