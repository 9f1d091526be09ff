import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Judge } from '../judging/judge.ts';
import { openRunFile, type RunFileSink } from '../node/runFileSink.ts';
import { RunColumns } from '../runs/columns/runColumns.ts';
import { judgeDifferences, namedJudge } from '../runs/file/sameJudge.ts';
import type { RunHeader } from '../runs/run.ts';
import { CliProblem } from './cliProblem.ts';
import { fileProblem } from './fileProblem.ts';
import { isSameSource } from './fileSource.ts';
import { plain } from './plainText.ts';
import { loadRun } from './runFileRecords.ts';

/** A run open for writing: a new one, or one to go on with. */
export interface KeptRun {
  path: string;
  header: RunHeader;
  columns: RunColumns;
  sink: RunFileSink;
  isNew: boolean;
  /** Where the run was moved that had this file before. */
  before?: string;
  /** The run came to nothing: what was here before is here again. */
  discard(): Promise<void>;
}

/** What a run is to be. */
export interface RunWanted {
  /** The header of a new run. */
  header: RunHeader;
  judge: Judge;
  /** The dataset's path. */
  file: string;
}

/** Opens `--output`, to begin a run or to go on with the one that it holds. Throws CliProblem. */
export async function openKeptRun(path: string, fresh: boolean, wanted: RunWanted): Promise<KeptRun> {
  const sink = await openRunFile(path, 'new');
  if (!('reason' in sink)) return newRun(path, sink, wanted.header);
  if (sink.reason !== 'exists') throw fileProblem(sink);
  return fresh ? beginAgain(path, wanted) : goOn(path, wanted);
}

/** A run that nobody asked to keep: it has its file while it is judged and shown. Throws CliProblem. */
export async function openPassingRun(header: RunHeader): Promise<KeptRun & AsyncDisposable> {
  const folder = await mkdtemp(join(tmpdir(), 'gavel-run-'));
  const path = join(folder, 'run.gavel.jsonl');
  const remove = () => rm(folder, { recursive: true, force: true });
  const sink = await openRunFile(path, 'new');
  if (!('reason' in sink)) return { ...newRun(path, sink, header), [Symbol.asyncDispose]: remove };
  await remove();
  throw fileProblem(sink);
}

/** What is known already for a run that is not opened: nothing is locked or written. Throws CliProblem. */
export async function peekKeptRun(path: string, wanted: RunWanted): Promise<RunColumns> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() && stats.size > 0 ? (await readChecked(path, wanted)).columns : new RunColumns();
}

function newRun(path: string, sink: RunFileSink, header: RunHeader): KeptRun {
  return { path, header, columns: new RunColumns(), sink, isNew: true, discard: () => sink.discard() };
}

async function goOn(path: string, wanted: RunWanted): Promise<KeptRun> {
  // Opened before it is read: what another process adds in between would be lost on us.
  const sink = await openRunFile(path, 'go on');
  if ('reason' in sink) throw fileProblem(sink);
  try {
    const { header, columns } = await readChecked(path, wanted);
    return { path, header, columns, sink, isNew: false, discard: () => sink.close() };
  } catch (error) {
    await sink.close();
    throw error;
  }
}

async function readChecked(path: string, wanted: RunWanted): Promise<{ header: RunHeader; columns: RunColumns }> {
  const run = await loadRun(path, 'Name another file with --output.');
  await checkSame(path, run.header, wanted);
  return run;
}

async function checkSame(path: string, header: RunHeader, { judge, file, header: { fields } }: RunWanted) {
  const next = 'Name another --output, or add --fresh to begin again; the run that is there is kept beside it.';
  const differences = judgeDifferences(header, namedJudge(judge));
  if (differences.length > 0) {
    throw new CliProblem(`${path} is a run of another judge. Asked for now: ${plain(differences.join('; '))}.`, next);
  }
  if (!(await isSameSource(header, path, file))) {
    throw new CliProblem(`${path} is a run over ${plain(header.source.name)}, not over ${file}.`, next);
  }
  if (JSON.stringify(fields) !== JSON.stringify(header.fields)) {
    const before = header.fields === undefined ? 'without --fields' : `with --fields ${JSON.stringify(header.fields)}`;
    throw new CliProblem(`${path} is a run ${plain(before)}.`, next);
  }
}

async function beginAgain(path: string, { header }: RunWanted): Promise<KeptRun> {
  const old = await openRunFile(path, 'go on');
  if ('reason' in old) throw fileProblem(old);
  await old.close();
  const before = await freeName(path);
  await rename(path, before);
  const putBack = () => rename(before, path);
  const sink = await openRunFile(path, 'new');
  if ('reason' in sink) {
    if (sink.reason !== 'exists') await putBack();
    throw fileProblem(sink);
  }
  const discard = async () => {
    await sink.discard();
    await putBack();
  };
  return { ...newRun(path, sink, header), before, discard };
}

/** `rows.gavel.jsonl` → `rows.before-2.gavel.jsonl`, the first that is free. */
async function freeName(path: string): Promise<string> {
  const [, stem = '', ending = ''] = /^(.*?)((?:\.gavel)?\.[^./\\]*)?$/s.exec(path) ?? [];
  for (let n = 1; ; n++) {
    const name = `${stem}.before${n === 1 ? '' : `-${n}`}${ending}`;
    if (!(await stat(name).catch(() => undefined))) return name;
  }
}
