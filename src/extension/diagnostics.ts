import { type Diagnostic, Disposable, languages, Uri } from 'vscode';
import type { DatasetScores } from './editor/datasetScores.ts';
import type { RunStore } from './liveRun.ts';
import { Problems } from './problems.ts';
import { Throttle } from './throttle.ts';

/** Problems are put together anew at most so often. */
const lookEveryMs = 500;

/**
 * Problems for rows that are malformed (errors, at the place) and rows that the judge could not score (warnings). In an
 * open dataset one goes away when its row is changed or judged again; a file that is not open shows those of a run of this
 * session.
 */
export function registerDiagnostics(scores: DatasetScores, store: RunStore): Disposable {
  const collection = languages.createDiagnosticCollection('gavel');
  const since = new Date().toISOString();
  const problems = new Problems();
  /** The run whose problems a file showed while it was open: they stay as they are when it is closed. */
  const settled = new Map<string, string | undefined>();
  /** The look under way at each file: one that was overtaken has nothing to say any more. */
  const looks = new Map<string, symbol>();
  const looking = new Throttle<string>(lookEveryMs, (due) => {
    for (const uri of due) void show(Uri.parse(uri));
  });

  async function show(uri: Uri): Promise<void> {
    const look = Symbol();
    looks.set(uri.toString(), look);
    const found = await find(uri, () => looks.get(uri.toString()) !== look);
    if (looks.get(uri.toString()) !== look) return;
    looks.delete(uri.toString());
    if (found === 'none') collection.delete(uri);
    else if (found) collection.set(uri, found);
  }

  /** Undefined where what is shown is to stay. */
  async function find(uri: Uri, isOvertaken: () => boolean): Promise<Diagnostic[] | 'none' | undefined> {
    const open = scores.of(uri);
    if (open) {
      settled.set(uri.toString(), open.runs[0]?.id);
      return problems.inDocument(open, isOvertaken);
    }
    const run = store.latestFor(uri);
    if (!run) return 'none';
    const isOfThisSession = run.header.startedAt >= since && settled.get(uri.toString()) !== run.id;
    return isOfThisSession ? problems.inRun(run) : undefined;
  }

  return Disposable.from(
    collection,
    looking,
    { dispose: () => looks.clear() },
    scores.onDidChange((uri) => looking.add(uri.toString())),
    store.onDidChange((run) => {
      for (const uri of run ? [run.source] : [...collection].map(([shown]) => shown))
        if (uri) looking.add(uri.toString());
    }),
  );
}
