/** Why a file can't be opened or written, in words, and what the user can do next. */
export interface FileTrouble {
  reason: 'exists' | 'missing' | 'not a run file' | 'in use' | 'no folder' | 'not allowed' | 'disk full' | 'broken';
  message: string;
  next: string;
}

/** What the operating system said of a file, in words. */
export function fileTrouble(path: string, error: unknown): FileTrouble {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'EEXIST':
      return { reason: 'exists', message: `${path} exists already.`, next: 'Name another file.' };
    case 'ENOENT':
    case 'ENOTDIR':
      return { reason: 'no folder', message: `There is no folder for ${path}.`, next: 'Make it first.' };
    case 'EISDIR':
      return { reason: 'not allowed', message: `${path} is a folder.`, next: 'Name a file.' };
    case 'EACCES':
    case 'EPERM':
      return {
        reason: 'not allowed',
        message: `${path} may not be written.`,
        next: 'Check the permissions of the file and its folder.',
      };
    case 'EROFS':
      return { reason: 'not allowed', message: `The disk of ${path} is read-only.`, next: 'Name a file elsewhere.' };
    case 'ENOSPC':
    case 'EDQUOT':
      return { reason: 'disk full', message: `${path} can't be written: the disk is full.`, next: 'Free some space.' };
    case 'EFBIG':
      return {
        reason: 'disk full',
        message: `${path} can't grow any more: it is as large as a file may be here.`,
        next: 'Raise the limit, or name a file elsewhere.',
      };
    default:
      return {
        reason: 'broken',
        message: `${path} can't be written: ${message}.`,
        next: 'Check the disk, or name another file.',
      };
  }
}

/** A write that failed, where a value can't be returned. Its message is for people. */
export class NotWritten extends Error {
  readonly trouble: FileTrouble;

  constructor(trouble: FileTrouble) {
    super(trouble.message);
    this.trouble = trouble;
  }
}
