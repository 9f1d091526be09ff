import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import OpenAI from 'openai';
import { createRunFile } from '../../src/cli/outputFile.ts';
import { createJudge, type Judge } from '../../src/judging/judge.ts';
import { defaultOptions } from '../../src/judging/options.ts';
import { tasks } from '../../src/judging/tasks.ts';
import { openAiModel } from '../../src/models/openai.ts';
import { openDataset } from '../../src/runs/dataset.ts';
import type { RunHeader } from '../../src/runs/run.ts';
import { recordRun } from '../../src/runs/runFile.ts';
import { judgeItems } from '../../src/runs/runner.ts';
import { startJudge } from './judgeProcess.ts';
import { median, medianRatio } from './statistics.ts';

const rowCount = 1000;
const concurrency = 32;
const model = 'judge-small';

/** Wall times of whole runs in milliseconds, and what they say of one judgement. */
export interface Overhead {
  bareMs: number;
  gavelMs: number;
  /** Median of gavel / bare, less 1. */
  share: number;
  perJudgementMs: number;
}

/**
 * A Gavel run (file read, rows recognised, prompts rendered, replies read, run file written) against a bare loop over
 * the `openai` client that sends the same prompts, ready made, with the same number in flight.
 */
export async function measureOverhead(latencyMs: number, pairs: number): Promise<Overhead> {
  await using server = await startJudge(latencyMs);
  const folder = await mkdtemp(join(tmpdir(), 'gavel-bench-'));
  try {
    const dataset = join(folder, 'rows.jsonl');
    await writeFile(dataset, Array.from({ length: rowCount }, (_, i) => `${JSON.stringify(rowOf(i))}\n`).join(''));
    const endpoint = { baseUrl: server.url, model, timeoutMs: 60_000, maxRetries: 0 };
    const judge = createJudge(tasks.quality, openAiModel(endpoint), defaultOptions);
    const prompts = Array.from({ length: rowCount }, (_, i) => [...judge.prompt(rowOf(i)).messages]);
    const bare = () => timed(() => bareLoop(server.url, prompts));
    const gavel = () => timed(() => gavelRun(judge, dataset, join(folder, 'run.gavel.jsonl')));

    await bare();
    await gavel();
    const bareMs: number[] = [];
    const gavelMs: number[] = [];
    for (let pair = 0; pair < pairs; pair++) {
      // Taking turns at going first, so that neither always meets a machine that the other warmed or tired.
      if (pair % 2 === 0) bareMs.push(await bare());
      gavelMs.push(await gavel());
      if (pair % 2 === 1) bareMs.push(await bare());
    }
    return {
      bareMs: median(bareMs),
      gavelMs: median(gavelMs),
      share: medianRatio(gavelMs, bareMs) - 1,
      perJudgementMs: median(gavelMs.map((ms, i) => (ms - (bareMs[i] ?? Number.NaN)) / rowCount)),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function bareLoop(baseURL: string, prompts: readonly OpenAI.ChatCompletionMessageParam[][]): Promise<void> {
  const client = new OpenAI({ baseURL, apiKey: 'none', maxRetries: 0 });
  const replies: (string | null | undefined)[] = [];
  const queue = prompts.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const messages of queue) {
        const completion = await client.chat.completions.create({ model, messages });
        replies.push(completion.choices[0]?.message.content);
      }
    }),
  );
  if (replies.length !== rowCount) throw new Error(`The bare loop got ${replies.length} replies of ${rowCount}.`);
}

async function gavelRun(judge: Judge, file: string, output: string): Promise<void> {
  const dataset = await openDataset(() => createReadStream(file));
  if ('reason' in dataset) throw new Error(dataset.message);
  const { signal } = new AbortController();
  const sink = await createRunFile(output, true);
  let scored = 0;
  for await (const record of recordRun(
    headerOf(judge),
    judgeItems(dataset.items(), judge, { concurrency, signal }),
    sink,
  )) {
    if ('judgement' in record && record.judgement.status === 'scored') scored++;
  }
  if (scored !== rowCount) throw new Error(`Gavel scored ${scored} rows of ${rowCount}.`);
}

function headerOf({ task, model, options }: Judge): RunHeader {
  const source = { name: 'rows.jsonl' };
  const startedAt = new Date().toISOString();
  return { gavel: 'run', version: 1, id: 'bench', startedAt, task: task.name, model, options, source };
}

/** Three answers of a few hundred characters, as datasets have them; no two rows alike. */
function rowOf(i: number): { instruction: string; responses: string[] } {
  const sentence = `Row ${i} asks for no more than a sentence or two on how rainbows come about. `;
  return {
    instruction: `${sentence}Explain it to a class of ten-year-olds, and say why the order of the colours is the same.`,
    responses: [sentence.repeat(4), sentence.repeat(2), `${sentence}Light bends in drops of water.`],
  };
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
