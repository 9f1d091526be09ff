import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { l10n } from 'vscode';
import type { FileTrouble } from '../../node/fileTrouble.ts';
import type { WrittenLine } from '../../runs/file/runFile.ts';
import type { RunEnd, RunOutcome } from '../../runs/run.ts';
import type { Services } from '../services.ts';
import type { BegunRun } from './whileJudging.ts';

/** What the run has to say as it comes, and at last how it ended. */
export type Records = AsyncGenerator<readonly WrittenLine[], RunOutcome>;

/** What is written into a run's file. */
export interface Writing {
  isNew: boolean;
  /** Begun once the file is open and all that it holds is in the columns. */
  records(): Records;
  /** Hears of every batch that is written. */
  onBatch(rows: number): void;
}

/**
 * Writes records into a run's file, new or gone on with, and says how it ended or why the file can't be written. Rejects
 * when the window closes before the end, and on bugs.
 */
export async function writeRun(
  { runs }: Services,
  entry: BegunRun,
  { isNew, records, onBatch }: Writing,
): Promise<RunEnd | FileTrouble> {
  const [{ recordRun }, { RunReader }, { openRunFile }] = await Promise.all([
    import('../../runs/file/runFile.ts'),
    import('../../runs/file/runReader.ts'),
    import('../../node/runFileSink.ts'),
  ]);
  const { uri, columns, header, judging } = entry;
  // Where this fails, opening the file tells why.
  if (isNew) await mkdir(dirname(uri.fsPath), { recursive: true }).catch(() => {});
  const sink = await openRunFile(uri.fsPath, isNew ? 'new' : 'go on');
  if ('reason' in sink) return sink;
  // Only now nobody else writes to it any more.
  if (!isNew && !(await runs.readOn(entry))) {
    await sink.close();
    return gone(uri.fsPath);
  }
  entry.reader ??= Object.assign(new RunReader(columns), { header });
  const { reader } = entry;
  const left = async function* (): Records {
    const outcome = yield* records();
    // It shows as interrupted, and goes on with one click.
    if (judging.isLeft) throw new Error('The window closes: the run file gets no end.');
    return outcome;
  };
  const recorded = recordRun({ records: left(), sink, columns, ...(isNew && { header }) });
  try {
    for (;;) {
      const next = await recorded.next();
      if (next.done) return next.value;
      onBatch(next.value.length);
      runs.touch(entry);
    }
  } finally {
    reader.skipTo(sink.size);
  }
}

function gone(path: string): FileTrouble {
  return {
    reason: 'missing',
    message: l10n.t('The run file {0} is gone, or holds another run by now.', path),
    next: l10n.t('Score the file again.'),
  };
}
