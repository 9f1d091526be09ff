import { type Uri, workspace } from 'vscode';

/** Copies a run file over what is there. Throws when it can't be written there, or when somebody is writing the run. */
export async function copyRunFile(from: Uri, to: Uri): Promise<void> {
  await locked(from, () => workspace.fs.copy(from, to, { overwrite: true }));
}

/** Deletes a run file. Not every file system has a trash. Throws as `copyRunFile` does. */
export async function deleteRunFile(uri: Uri, where: 'for good' | 'to the trash'): Promise<void> {
  const remove = (useTrash: boolean) => workspace.fs.delete(uri, { useTrash });
  await locked(uri, () => (where === 'for good' ? remove(false) : remove(true).then(undefined, () => remove(false))));
}

/** Another window, or the terminal, may be judging the run: a file that goes away under it would lose judgements. */
async function locked(uri: Uri, work: () => Thenable<void>): Promise<void> {
  if (uri.scheme !== 'file') return work();
  const { lockFile } = await import('../../node/runFileLock.ts');
  const lock = await lockFile(uri.fsPath, uri.fsPath);
  if ('reason' in lock) throw new Error(`${lock.message} ${lock.next}`);
  try {
    await work();
  } finally {
    await lock.release();
  }
}
