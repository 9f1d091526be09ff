import { workspace } from 'vscode';
import { breather } from '../../runs/breathe.ts';
import type { RunEntry } from './runEntry.ts';
import { runFileChunks } from './runFileBytes.ts';

/**
 * Reads what a run's file has beyond what was read of it, in slices between which others get their turn; `onSlice` is
 * called after each. False when the file is another run's by now. Rejects when it is gone.
 */
export async function readRunFile(entry: RunEntry, onSlice: () => void): Promise<boolean> {
  const { RunReader } = await import('../../runs/file/runReader.ts');
  entry.reader ??= new RunReader(entry.columns);
  const { reader } = entry;
  const { size } = await workspace.fs.stat(entry.uri);
  if (size < reader.size) return false;
  const breathe = breather();
  try {
    for await (const chunk of runFileChunks(entry.uri, reader.size)) {
      reader.push(chunk);
      if (reader.problem || (reader.header && reader.header.id !== entry.id)) return false;
      entry.reading = Math.min(1, reader.size / size);
      const others = breathe();
      if (!others) continue;
      onSlice();
      await others;
    }
  } finally {
    entry.reading = undefined;
  }
  if (reader.end) entry.end = reader.end;
  else delete entry.end;
  return reader.header !== undefined;
}
