import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import OpenAI from 'openai';
import { request } from 'undici';
import { createJudge } from '../../src/judging/judge.ts';
import { defaultOptions } from '../../src/judging/options.ts';
import { tasks } from '../../src/judging/tasks.ts';
import { openAiModel } from '../../src/models/openai.ts';
import { nodeFetch } from '../../src/node/nodeFetch.ts';
import { openRunFile } from '../../src/node/runFileSink.ts';
import { RunColumns } from '../../src/runs/columns/runColumns.ts';
import { recordRun } from '../../src/runs/file/runFile.ts';
import { Limiters } from '../../src/runs/pace/limiters.ts';
import { pacedModel } from '../../src/runs/pace/pacedModel.ts';
import { openDataset } from '../../src/runs/rows/dataset.ts';
import { judgeItems } from '../../src/runs/runner.ts';
import { Spending } from '../../src/runs/spending.ts';

/** What a loop asks, and where. */
export interface LoopTask {
  /** The base URL. */
  url: string;
  model: string;
  concurrency: number;
  /** The rows, for Gavel. */
  dataset: string;
  /** The same rows' prompts, ready made, for those who ask nothing else: a JSONL file of message lists. */
  prompts: string;
  /** A run file that is not there yet. */
  output: string;
}

/** Ways of asking for every row; each resolves to how many were answered. */
export const loops = { gavel, openai: openAiLoop, undici: undiciLoop };

/** A whole run as the terminal program does it: rows read and recognised, prompts, replies read, the run file. */
async function gavel({ url, model, concurrency, dataset: file, output }: LoopTask): Promise<number> {
  const limiter = new Limiters().for(new URL(url).origin, { max: concurrency });
  const spending = new Spending();
  const endpoint = openAiModel({ baseUrl: url, model, timeoutMs: 60_000, fetch: nodeFetch });
  const judge = createJudge(tasks.quality, pacedModel(endpoint, limiter, { maxRetries: 4, spending }), defaultOptions);
  const dataset = await openDataset(() => createReadStream(file));
  if ('reason' in dataset) throw new Error(dataset.message);
  const sink = await openRunFile(output, 'new');
  if ('reason' in sink) throw new Error(sink.message);
  const columns = new RunColumns();
  const { signal } = new AbortController();
  const records = judgeItems(dataset.items(), judge, { concurrency, signal, columns, spending, whole: true });
  const { task, options } = judge;
  const header = {
    gavel: 'run',
    version: 1,
    id: 'bench',
    startedAt: new Date().toISOString(),
    task: task.name,
    model: { id: endpoint.id, name: endpoint.name },
    options,
    source: { name: 'rows.jsonl' },
  } as const;
  for await (const _ of recordRun({ records, sink, columns, header }));
  return columns.totals.scored;
}

type Messages = OpenAI.ChatCompletionMessageParam[];

/** What one writes in ten minutes on the OpenAI client: all rows and replies in memory. */
async function openAiLoop({ url, model, concurrency, prompts }: LoopTask): Promise<number> {
  const client = new OpenAI({ baseURL: url, apiKey: 'none' });
  return await bare(prompts, concurrency, (messages) => client.chat.completions.create({ model, messages }));
}

/** The same on undici, with nothing in between. */
async function undiciLoop({ url, model, concurrency, prompts }: LoopTask): Promise<number> {
  return await bare(prompts, concurrency, async (messages) => {
    const { body } = await request(`${url}/chat/completions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ model, messages }),
    });
    return (await body.json()) as OpenAI.ChatCompletion;
  });
}

async function bare(
  file: string,
  concurrency: number,
  ask: (messages: Messages) => Promise<OpenAI.ChatCompletion>,
): Promise<number> {
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
  const rows = lines.map((line) => ({ messages: JSON.parse(line) as Messages, reply: undefined as unknown }));
  const queue = rows.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const row of queue) row.reply = (await ask(row.messages)).choices[0]?.message.content;
    }),
  );
  return rows.filter(({ reply }) => typeof reply === 'string').length;
}
