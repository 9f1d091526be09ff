import { rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { l10n, window } from 'vscode';
import type { RequestFile } from '../../runs/batch/batchFiles.ts';
import type { RequestCounts } from '../../runs/batch/batchRequests.ts';
import { chooseModel, collectBatch, execute } from '../actions.ts';
import { commands } from '../contributions.ts';
import { type JudgeSetup, judgeInForce } from '../judgeSetup.ts';
import { endpointOfId } from '../models/modelInForce.ts';
import { pauseWords } from '../runs/pauseWords.ts';
import { planRun } from '../runs/planRun.ts';
import { spendWords } from '../runs/planWords.ts';
import { number, oneOrMany } from '../runs/progressWords.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import { openSource, type Source } from '../runs/source.ts';
import { newHeader } from '../runs/startRun.ts';
import { type BegunRun, type Notice, whileJudging } from '../runs/whileJudging.ts';
import { type Records, writeRun } from '../runs/writeRun.ts';
import { sayError, sayInfo } from '../say.ts';
import type { Services } from '../services.ts';
import { isBeingJudged } from './beingJudged.ts';
import { fileTarget } from './target.ts';

/** Rows to ask about by batch. */
interface Sending {
  source: Source;
  setup: JudgeSetup;
  /** The run to go on with; undefined: a new one. */
  run: RunEntry | undefined;
  requests: number;
  /** What they would come to. */
  spend: string;
}

/** `gavel.writeBatch`: request files for an engine of one's own, of the rows of a file that no run knows yet. */
export async function writeBatch(services: Services, argument?: unknown): Promise<void> {
  const sending = await planSending(services, argument);
  if (!sending) return;
  const { source } = sending;
  const title = l10n.t('Write the request files into');
  const [folder] = (await window.showOpenDialog({ canSelectFolders: true, canSelectFiles: false, title })) ?? [];
  if (!folder) return;
  if (folder.scheme !== 'file') {
    sayError(l10n.t('Request files can only be written to a disk of this machine.'));
    return;
  }
  const prefix = join(folder.fsPath, `${source.name.replace(/\.[^.]*$/, '')}.requests`);
  const { inFiles, noted } = await import('../../runs/batch/batchSubmit.ts');
  const counts = noCounts();
  let files = 0;
  const run = await send(services, sending, l10n.t('Gavel: writing requests'), (entry, notice) =>
    noted(async () => {
      for await (const { keys } of requestFiles(sending, entry, prefix, counts)) {
        files++;
        notice.report({ message: l10n.t('file {0}: {1} requests', files, number(keys.length)) });
      }
      return { lines: [], outcome: inFiles };
    }),
  );
  if (!run || files === 0) return;
  const requests = requestsWord(counts.requests);
  const written = oneOrMany(
    files,
    l10n.t('{0} written to 1 file.', requests),
    l10n.t('{0} written to {1} files.', requests, number(files)),
  );
  sayInfo(`${written} ${l10n.t('Collect the results when they are there.')}`, collectBatch(run));
}

/** `gavel.submitBatch`: sends the rows of a file that no run knows yet to the endpoint's Batch API. */
export async function submitBatch(services: Services, argument?: unknown): Promise<void> {
  const sending = await planSending(services, argument);
  if (!sending || !(await isAgreed(sending))) return;
  const { judge, settings } = sending.setup;
  const endpoint = await endpointOfId(services, settings, judge.model.id);
  if (!endpoint) return;
  const [{ batchApi }, { submitRequests }, { withTemporaryFolder, openRequestFile }] = await Promise.all([
    import('../../models/batchApi.ts'),
    import('../../runs/batch/batchSubmit.ts'),
    import('../../node/batchFilesOnDisk.ts'),
  ]);
  const counts = noCounts();
  const run = await withTemporaryFolder((folder) =>
    send(services, sending, l10n.t('Gavel: submitting batches'), (entry, notice) =>
      submitRequests({
        api: batchApi(endpoint),
        batches: entry.columns.batches,
        files: requestFiles(sending, entry, join(folder, 'requests'), counts),
        open: openRequestFile,
        signal: entry.judging.signal,
        async onSubmitted({ id }, { path }) {
          await rm(path, { force: true });
          services.log.info(`Run ${entry.id}: submitted ${id}`);
          notice.report({ message: requestsWord(counts.requests) });
        },
      }),
    ),
  );
  if (run) await reportSubmitted(services, run, counts);
}

async function reportSubmitted(services: Services, run: RunEntry, counts: RequestCounts): Promise<void> {
  const { end, columns } = run;
  const open = columns.batches.open.length;
  // A new run without a batch has nothing worth keeping.
  if (open === 0 && columns.totals.rows === 0) await services.runs.delete(run);
  const again = { title: l10n.t('Try again'), run: () => execute(commands.submitBatch, run.source) };
  if (end?.paused && end.paused.reason !== 'asked to') sayError(pauseWords(end.paused, l10n.t), again);
  else if (!end?.cancelled && open > 0) {
    const words = l10n.t('{0} sent. The results take minutes to a day.', requestsWord(counts.requests));
    sayInfo(words, collectBatch(run));
  }
}

/** Undefined when there is nothing to ask, or it was given up; the user knows why. */
async function planSending(services: Services, argument: unknown): Promise<Sending | undefined> {
  const uri = fileTarget(argument);
  if (!uri) sayError(l10n.t('No file is open. Open a .jsonl file, or right-click one in the Explorer.'));
  if (!uri || isBeingJudged(services, uri)) return undefined;
  const source = await openSource(services, uri);
  const setup = source && (await judgeInForce(services, uri));
  if (!source || !setup) return undefined;
  if (setup.judge.model.id === 'offline') {
    sayInfo(l10n.t('The offline preview answers at once: it needs no batch. Choose a model for one.'), chooseModel());
    return undefined;
  }
  const { batchRefusal } = await import('../../runs/batch/batchRequests.ts');
  const refusal = batchRefusal(setup.judge);
  if (refusal) {
    sayError(`${l10n.t(refusal.message)} ${l10n.t(refusal.next)}`);
    return undefined;
  }
  const plan = await planRun(services, {
    ...{ source, judge: setup.judge, price: setup.spending.price, canary: false, fresh: false },
  });
  if (!plan || isBeingJudged(services, uri)) return undefined;
  const { requests, underWay } = plan.estimate;
  if (requests > 0) return { source, setup, run: plan.run, requests, spend: spendWords(plan.estimate, l10n.t) };
  if (plan.run && underWay > 0)
    sayInfo(l10n.t('Nothing to ask: all other rows are under way in a batch.'), collectBatch(plan.run));
  else sayInfo(l10n.t('Nothing to ask: every row is judged already.'));
  return undefined;
}

async function isAgreed({ source, setup: { judge }, requests, spend }: Sending): Promise<boolean> {
  const submit = l10n.t('Submit');
  const detail = l10n.t('{0}. Many endpoints take half of their price for a batch.', spend);
  const question = l10n.t('Send {0} about {1} to {2} as a batch?', requestsWord(requests), source.name, judge.model.id);
  return (await window.showWarningMessage(question, { modal: true, detail }, submit)) === submit;
}

async function send(
  services: Services,
  { source, setup: { judge }, run }: Sending,
  title: string,
  records: (entry: BegunRun, notice: Notice) => Records,
): Promise<RunEntry | undefined> {
  const { name, uri, size, dataset, fields } = source;
  const entry = run
    ? services.runs.goOn(run, undefined)
    : services.runs.begin(
        newHeader(judge, {
          source: { name, uri: uri.toString(), size },
          shape: dataset.shape.name,
          ...(fields && { fields }),
        }),
        undefined,
      );
  const isNew = run === undefined;
  return whileJudging(services, entry, {
    ...{ isNew, title },
    write: (notice) => writeRun(services, entry, { isNew, records: () => records(entry, notice), onBatch: () => {} }),
    again: () => execute(commands.submitBatch, uri),
  });
}

async function* requestFiles(
  { source, setup: { judge } }: Sending,
  { columns, judging }: BegunRun,
  prefix: string,
  counts: RequestCounts,
): AsyncGenerator<RequestFile> {
  const [{ batchRequests }, { openAiLimits, writeRequestFiles }, { requestFolder }] = await Promise.all([
    import('../../runs/batch/batchRequests.ts'),
    import('../../runs/batch/batchFiles.ts'),
    import('../../node/batchFilesOnDisk.ts'),
  ]);
  const folder = requestFolder(dirname(prefix), basename(prefix));
  const requests = batchRequests(source.dataset.items(), judge, columns, counts);
  for await (const file of writeRequestFiles(requests, folder, openAiLimits, () => {})) {
    if (judging.signal.aborted) return;
    yield file;
  }
}

const requestsWord = (requests: number) =>
  oneOrMany(requests, l10n.t('1 request'), l10n.t('{0} requests', number(requests)));

const noCounts = (): RequestCounts => ({ rows: 0, requests: 0, known: 0, unaskable: 0 });
