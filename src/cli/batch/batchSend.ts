import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { batchApi } from '../../models/batchApi.ts';
import { openRequestFile, requestFolder, withTemporaryFolder } from '../../node/batchFilesOnDisk.ts';
import { fileTrouble } from '../../node/fileTrouble.ts';
import { type RequestFile, writeRequestFiles } from '../../runs/batch/batchFiles.ts';
import type { BatchLine } from '../../runs/batch/batchNotes.ts';
import { batchRequests, type RequestCounts } from '../../runs/batch/batchRequests.ts';
import { inFiles, noted, submitRequests } from '../../runs/batch/batchSubmit.ts';
import type { RunEnd, RunOutcome } from '../../runs/run.ts';
import { CliProblem } from '../cliProblem.ts';
import { readEndpoint } from '../endpointArguments.ts';
import { asCliProblem, fileProblem } from '../fileProblem.ts';
import { quoted } from '../goOnCommand.ts';
import { type KeptRun, openKeptRun } from '../keptRun.ts';
import { counted, fileSize } from '../numberWords.ts';
import { plain } from '../plainText.ts';
import { pauseWords } from '../reasonText.ts';
import type { Terminal } from '../terminal.ts';
import type { SendArguments } from './batchArguments.ts';
import { type BatchPlan, planBatch } from './batchPlan.ts';
import { writeLines } from './batchRunFile.ts';
import { requestWords } from './batchWords.ts';

/** A run to send requests of. */
interface Sending {
  plan: BatchPlan;
  run: KeptRun;
  counts: RequestCounts;
  say(line: string): void;
}

/** `gavel batch write`: request files for the rows that the run does not know yet. */
export async function writeBatch(args: SendArguments & { requests: string }, terminal: Terminal): Promise<number> {
  // Nobody is asked, so no key is needed.
  const variable = args.score.apiKeyEnv ?? 'OPENAI_API_KEY';
  const sending = await openSending(args, terminal, { ...terminal.env, [variable]: terminal.env[variable] ?? 'none' });
  const { counts, say } = sending;
  const write = async () => {
    for await (const { path, keys, bytes } of requestFiles(sending, args, args.requests)) {
      say(`${path}: ${counted(keys.length, 'request')}, ${fileSize(bytes)}`);
    }
    return { lines: [], outcome: inFiles };
  };
  await send(sending, () => noted(write));
  terminal.stdout.write(`${requestWords(counts)}\n`);
  if (counts.requests > 0) terminal.stdout.write(`Then: gavel batch collect ${quoted(args.run)} RESULTS.jsonl\n`);
  return 0;
}

/** `gavel batch submit`: uploads request files and makes batches of them. */
export async function submitBatch(args: SendArguments, terminal: Terminal): Promise<number> {
  const sending = await openSending(args, terminal, terminal.env);
  const { plan, run, counts, say } = sending;
  const { batches } = run.columns;
  const api = batchApi(readEndpoint({ ...args.score, model: plan.judge.model.name }, terminal.env));
  const { requests } = args;
  const end = await inFolder(requests, (prefix) =>
    send(sending, () =>
      submitRequests({
        api,
        batches,
        files: requestFiles(sending, args, prefix),
        open: openRequestFile,
        signal: terminal.interrupted(),
        async onSubmitted({ id }, { path, keys, bytes }) {
          if (requests === undefined) await rm(path, { force: true });
          say(`${plain(id)}: ${counted(keys.length, 'request')}, ${fileSize(bytes)}`);
        },
      }),
    ),
  );
  // A run that is new and has no batch has nothing worth keeping.
  if (run.isNew && batches.open.length === 0) await run.discard();
  if (end.cancelled) say('Stopped. The same command goes on where it was.');
  if (end.cancelled) return 130;
  if (end.paused && end.paused.reason !== 'asked to') {
    const { what, next } = pauseWords(end.paused);
    throw new CliProblem(what, `${next} The same command goes on where it was.`.trim());
  }
  terminal.stdout.write(`${requestWords(counts)}\n`);
  if (batches.open.length > 0) terminal.stdout.write(`Then: gavel batch collect ${quoted(args.run)}\n`);
  return 0;
}

async function openSending(args: SendArguments, { stderr }: Terminal, env: NodeJS.ProcessEnv): Promise<Sending> {
  const plan = await planBatch(args, env);
  const run = await openKeptRun(args.run, args.score.fresh, plan);
  const counts = { rows: 0, requests: 0, known: 0, unaskable: 0 };
  return { plan, run, counts, say: (line) => stderr.write(`${line}\n`) };
}

/** Writes what is noted into the run file. A new run of which nothing came is none. Throws CliProblem. */
async function send(
  { plan, run }: Sending,
  lines: () => AsyncGenerator<readonly BatchLine[], RunOutcome>,
): Promise<RunEnd> {
  try {
    return await writeLines(run, lines(), run.isNew ? plan.header : undefined);
  } catch (error) {
    if (run.isNew && run.columns.batches.open.length === 0) await run.discard();
    throw asCliProblem(error);
  } finally {
    await run.sink.close();
  }
}

async function* requestFiles(
  { plan: { judge, dataset }, run: { columns }, counts, say }: Sending,
  { limits }: SendArguments,
  prefix: string,
): AsyncGenerator<RequestFile> {
  const folder = requestFolder(dirname(prefix), basename(prefix));
  let tooLong = 0;
  try {
    yield* writeRequestFiles(batchRequests(dataset.items(), judge, columns, counts), folder, limits, () => tooLong++);
  } catch (error) {
    throw isOfFile(error) ? fileProblem(fileTrouble(error.path ?? prefix, error)) : error;
  }
  if (tooLong > 0) say(`Longer than a file may be: ${counted(tooLong, 'request')}. Ask with gavel score.`);
}

function isOfFile(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}

function inFolder<T>(prefix: string | undefined, use: (prefix: string) => Promise<T>): Promise<T> {
  return prefix === undefined ? withTemporaryFolder((folder) => use(join(folder, 'requests'))) : use(prefix);
}
