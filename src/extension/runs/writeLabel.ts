import { l10n } from 'vscode';
import { type FileTrouble, NotWritten } from '../../node/fileTrouble.ts';
import type { RowLabel } from '../../runs/columns/rowLabels.ts';
import type { Services } from '../services.ts';
import type { RunEntry } from './runEntry.ts';

/** What is being written, by run: its file is locked meanwhile, also for the next label. */
const underWay = new WeakMap<RunEntry, Promise<unknown>>();

/** Writes a label into a run's file, one after the other; says why where it can't be written. Rejects on bugs only. */
export function writeLabel(services: Services, run: RunEntry, label: RowLabel): Promise<FileTrouble | undefined> {
  const write = () => writeNow(services, run, label);
  const turn = (underWay.get(run) ?? Promise.resolve()).then(write, write);
  underWay.set(run, turn);
  return turn;
}

async function writeNow({ runs }: Services, run: RunEntry, label: RowLabel): Promise<FileTrouble | undefined> {
  if (run.judging) return beingJudged();
  if (run.uri.scheme !== 'file') return onNoDisk();
  const [{ openRunFile }, { rowLabelLines }] = await Promise.all([
    import('../../node/runFileSink.ts'),
    import('../../runs/file/rowLabelSchema.ts'),
  ]);
  const sink = await openRunFile(run.uri.fsPath, 'go on');
  if ('reason' in sink) return sink.reason === 'in use' ? beingJudged() : sink;
  try {
    // Only now nobody else writes to it any more.
    if (!(await runs.readOn(run))) return gone();
    await sink.append(rowLabelLines(label, run.end));
    run.columns.label(label);
    run.reader?.skipTo(sink.size);
    await sink.close();
  } catch (error) {
    if (error instanceof NotWritten) return error.trouble;
    throw error;
  } finally {
    await sink.close();
    runs.touch(run);
  }
  return undefined;
}

function beingJudged(): FileTrouble {
  return {
    reason: 'in use',
    message: l10n.t('This run is being judged, here or in another window, so the label can’t be kept in its file.'),
    next: l10n.t('Label its rows when it is done, or pause it first.'),
  };
}

function onNoDisk(): FileTrouble {
  return {
    reason: 'not allowed',
    message: l10n.t('This run’s file is on no disk of this machine, so the label can’t be kept in it.'),
    next: l10n.t('Copy the run file to this machine.'),
  };
}

function gone(): FileTrouble {
  return {
    reason: 'missing',
    message: l10n.t('The file of this run is gone, or holds another run by now.'),
    next: l10n.t('Judge the source again, or open another run.'),
  };
}
