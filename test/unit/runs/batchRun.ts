import assert from 'node:assert/strict';
import { createJudge } from '../../../src/judging/judge.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../../src/judging/task.ts';
import { tasks } from '../../../src/judging/tasks.ts';
import { batchApi } from '../../../src/models/batchApi.ts';
import { type CollectCounts, collectResults, judgeOf } from '../../../src/runs/batch/batchCollect.ts';
import {
  type FileLimits,
  openAiLimits,
  type RequestFolder,
  writeRequestFiles,
} from '../../../src/runs/batch/batchFiles.ts';
import { batchLine } from '../../../src/runs/batch/batchNotes.ts';
import { batchRequests, type RequestCounts } from '../../../src/runs/batch/batchRequests.ts';
import { BatchResults, type ResultFile } from '../../../src/runs/batch/batchResults.ts';
import { submitRequests } from '../../../src/runs/batch/batchSubmit.ts';
import { recordRun } from '../../../src/runs/file/runFile.ts';
import { type RunReader, readRun } from '../../../src/runs/file/runReader.ts';
import { readRecords } from '../../../src/runs/file/runRecords.ts';
import { openDataset } from '../../../src/runs/rows/dataset.ts';
import type { RunEnd, RunHeader, RunItem } from '../../../src/runs/run.ts';
import { judgeItems } from '../../../src/runs/runner.ts';
import { header, memorySink } from './records.ts';

const signal = new AbortController().signal;

/** A folder of request files in memory. */
class MemoryFolder implements RequestFolder {
  readonly files: string[] = [];

  async create(part: number): Promise<string> {
    this.files[part - 1] = '';
    return `requests-${part}.jsonl`;
  }

  async append(bytes: Uint8Array): Promise<void> {
    this.files[this.files.length - 1] += Buffer.from(bytes).toString();
  }

  async close(): Promise<void> {}

  open(path: string): Promise<Blob> {
    return Promise.resolve(new Blob([this.files[Number(/\d+/.exec(path)?.[0]) - 1] ?? '']));
  }
}

/** A run over rows in memory that is judged by batches; every step reads the run file anew, as another process would. */
export class BatchRun {
  rows: object[];
  readonly header: RunHeader;
  readonly baseUrl: string;
  /** The run file. */
  text: string;

  constructor(rows: object[], baseUrl: string, task: TaskName = 'quality', options: Partial<JudgeOptions> = {}) {
    this.rows = rows;
    this.baseUrl = baseUrl;
    const model = { id: `judge-small @ ${baseUrl}`, name: 'judge-small' };
    this.header = { ...header, task, model, options: { ...defaultOptions, ...options } };
    this.text = `${JSON.stringify(this.header)}\n`;
  }

  get judge() {
    return judgeOf(this.header);
  }

  async items(): Promise<AsyncIterable<RunItem>> {
    const bytes = Buffer.from(this.rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const opened = await openDataset(() => chunksOf(bytes));
    assert.ok('items' in opened);
    return opened.items();
  }

  async read(): Promise<RunReader> {
    const run = await readRun(chunksOf(Buffer.from(this.text)));
    assert.ok('header' in run, 'the run file reads');
    return run;
  }

  /** Status and scores by row index. */
  async scores(): Promise<Map<number, string>> {
    const { columns } = await this.read();
    const slots = Array.from({ length: columns.length }, (_, slot) => slot).filter((slot) => !columns.gone[slot]);
    return new Map(
      slots.map((slot) => {
        const { scores, reason } = columns.cells(slot);
        return [columns.indexOf(slot), reason || scores.join(' ')] as const;
      }),
    );
  }

  async records(slots: readonly number[]) {
    const { columns } = await this.read();
    const bytes = Buffer.from(this.text);
    return readRecords(columns, slots, async (offset, length) => bytes.subarray(offset, offset + length));
  }

  #api() {
    return batchApi({ baseUrl: this.baseUrl, model: 'judge-small', apiKey: 'sk-batch-secret' });
  }

  async write(limits: FileLimits = openAiLimits) {
    const { columns } = await this.read();
    const counts: RequestCounts = { rows: 0, requests: 0, known: 0, unaskable: 0 };
    const folder = new MemoryFolder();
    const requests = batchRequests(await this.items(), this.judge, columns, counts);
    const tooLong: string[] = [];
    const files = await Array.fromAsync(writeRequestFiles(requests, folder, limits, (key) => tooLong.push(key)));
    return { folder, files, counts, tooLong };
  }

  /** Writes and submits what is missing; the run file fails at append `dies` (from 0), as when the process was killed. */
  async submit(limits: FileLimits = openAiLimits, dies?: number): Promise<RunEnd> {
    const { columns } = await this.read();
    const sink = memorySink(this.text, dies);
    const folder = new MemoryFolder();
    const counts: RequestCounts = { rows: 0, requests: 0, known: 0, unaskable: 0 };
    const requests = batchRequests(await this.items(), this.judge, columns, counts);
    const records = submitRequests({
      api: this.#api(),
      batches: columns.batches,
      files: writeRequestFiles(requests, folder, limits, () => {}),
      open: (path) => folder.open(path),
      onSubmitted: async () => {},
      signal,
    });
    const end = await drain(recordRun({ records, sink, columns }));
    this.text = sink.text;
    return end;
  }

  /** Takes results in; without any, those of the batches that are over. */
  async collect(files?: string[]) {
    const reader = await this.read();
    const { columns } = reader;
    const { batches } = columns;
    const sink = memorySink(this.text);
    const api = this.#api();
    const results = new BatchResults();
    for (const text of files ?? []) await results.add(resultFile(text));
    const over: string[] = [];
    for (const { id, file } of files ? [] : batches.open) {
      const state = await api.retrieve(id ?? '', signal);
      assert.ok(!('kind' in state));
      if (!state.isOver) continue;
      over.push(file);
      for (const one of state.files) {
        const content = await api.content(one, signal);
        assert.ok(!('kind' in content));
        await results.add(resultFile(Buffer.concat(await Array.fromAsync(content)).toString()));
      }
    }
    const counts: CollectCounts = { taken: 0, missing: 0 };
    const closing = over.map((file) => batchLine({ file, closed: 'collected' }));
    const run = { header: this.header, columns, records: (slots: readonly number[]) => this.records(slots) };
    const records = collectResults({ run, items: await this.items(), results, signal, closing }, counts);
    const end = await drain(recordRun({ records, sink, columns }));
    this.text = sink.text;
    return { ...counts, ...results.counts, strangers: results.counts.replies - results.wanted, end };
  }

  /** Judges directly what is missing. Resolves to the instructions asked about. */
  async resume(): Promise<string[]> {
    const { columns } = await this.read();
    const asked: string[] = [];
    const { id, name } = this.header.model;
    const judge = createJudge(
      tasks[this.header.task],
      {
        ...{ id, name },
        async complete({ subject }) {
          asked.push(subject.instruction || subject.answers.join(' / '));
          const lines = subject.answers.map((_, i) => `[${i + 1}] Score: 1`);
          return { kind: 'reply', text: lines.join('\n'), finish: 'stop', model: name };
        },
      },
      this.header.options,
    );
    const sink = memorySink(this.text);
    const records = judgeItems(await this.items(), judge, { concurrency: 4, signal, columns, whole: true });
    await drain(recordRun({ records, sink, columns }));
    this.text = sink.text;
    return asked.sort();
  }
}

/** A result file in memory, in small chunks. */
export function resultFile(text: string): ResultFile {
  const bytes = Buffer.from(text);
  return {
    chunks: () => chunksOf(bytes, 1000),
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  };
}

async function* chunksOf(bytes: Uint8Array, size = 64 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function drain(run: AsyncGenerator<unknown, RunEnd>): Promise<RunEnd> {
  for (;;) {
    const next = await run.next();
    if (next.done) return next.value;
  }
}
