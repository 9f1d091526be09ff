import { type ExtensionContext, type LogOutputChannel, RelativePattern, Uri, workspace } from 'vscode';
import { runFileSuffix } from '../contributions.ts';
import { firstAndLastLine } from './fileBytes.ts';
import { RunEntry } from './runEntry.ts';

/** As many run files of a workspace are listed. */
const mostFiles = 1000;

/** Run files read at the same time. */
const readAtOnce = 8;

/** Where the runs of this workspace are kept until they are saved to it; the global storage when no folder is open. */
export function runFolder({
  storageUri,
  globalStorageUri,
}: Pick<ExtensionContext, 'storageUri' | 'globalStorageUri'>): Uri {
  return Uri.joinPath(storageUri ?? globalStorageUri, 'runs');
}

/** The file of a new run. */
export function runFile(folder: Uri, id: string): Uri {
  return Uri.joinPath(folder, `${id}${runFileSuffix}`);
}

/** All run files there are: in the storage, and in the workspace. */
export async function findRunFiles(folder: Uri): Promise<Uri[]> {
  const stored = await workspace.fs.readDirectory(folder).then(
    (files) => files.filter(([name]) => name.endsWith(runFileSuffix)).map(([name]) => Uri.joinPath(folder, name)),
    () => [],
  );
  const inWorkspace = await workspace.findFiles(`**/*${runFileSuffix}`, '**/node_modules/**', mostFiles);
  return [...stored, ...inWorkspace];
}

/** Tells of run files that appear, grow or go in the workspace's folders, and in the storage: of another window. */
export function watchRunFiles(storage: Uri, found: (uri: Uri) => void, gone: (uri: Uri) => void) {
  const patterns = [
    ...(workspace.workspaceFolders ?? []).map((folder) => new RelativePattern(folder, `**/*${runFileSuffix}`)),
    new RelativePattern(storage, `*${runFileSuffix}`),
  ];
  const watchers = patterns.map((pattern) => {
    const watcher = workspace.createFileSystemWatcher(pattern);
    watcher.onDidCreate(found);
    watcher.onDidChange(found);
    watcher.onDidDelete(gone);
    return watcher;
  });
  return { dispose: () => watchers.forEach((watcher) => void watcher.dispose()) };
}

/** What run files say of themselves in their first and last lines. Files that are no runs are left out and logged. */
export async function readRunHeads(uris: readonly Uri[], log: LogOutputChannel): Promise<RunEntry[]> {
  const entries: RunEntry[] = [];
  const waiting = [...uris];
  const work = async () => {
    for (let uri = waiting.shift(); uri; uri = waiting.shift()) {
      const entry = await readRunHead(uri, log);
      if (entry) entries.push(entry);
    }
  };
  await Promise.all(Array.from({ length: readAtOnce }, work));
  return entries;
}

async function readRunHead(uri: Uri, log: LogOutputChannel): Promise<RunEntry | undefined> {
  const { readRun } = await import('../../runs/file/runReader.ts');
  try {
    const run = await readRun(firstAndLastLine(uri));
    if ('reason' in run) {
      log.warn(`${uri.path}: ${run.message}`);
      return undefined;
    }
    const entry = new RunEntry(uri, run.header, false);
    if (run.end) entry.end = run.end;
    return entry;
  } catch (error) {
    log.warn(`${uri.path}: ${error}`);
    return undefined;
  }
}
