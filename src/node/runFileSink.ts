import { constants, type FileHandle, open, readFile, realpath, rm, stat, truncate } from 'node:fs/promises';
import type { RunSink } from '../runs/file/runFile.ts';
import { type FileTrouble, fileTrouble, NotWritten } from './fileTrouble.ts';
import { type FileLock, lockFile } from './runFileLock.ts';

/** A run file open for writing; nobody else can have it open so. */
export interface RunFileSink extends RunSink {
  /** Gives the file up and removes it: the run never came to anything. */
  discard(): Promise<void>;
}

const LINE_FEED = 10;

/** At most so often is the disk made to keep what was written: a crash of the machine costs a second of judgements. */
const syncMs = 1000;

/** What every run file begins with. */
const beginning = '{"gavel":"run"';

/** Longest header that may have been torn off. */
const headerBytes = 1024 * 1024;

/**
 * Opens a run file to append to, under its lock. `new` makes it, and takes a file that exists only where that holds
 * nothing, or less than the header of a run; `go on` wants it to be there. What a crash has torn off stays as a line of
 * its own: read the file only once it was opened here. Never rejects.
 */
export async function openRunFile(path: string, how: 'new' | 'go on'): Promise<RunFileSink | FileTrouble> {
  // One lock for a file, by whatever name it is called.
  const name = await realpath(path).catch(() => path);
  let lock: FileLock | FileTrouble;
  try {
    lock = await lockFile(name, path);
  } catch (error) {
    return fileTrouble(path, error);
  }
  if ('reason' in lock) return lock;
  try {
    if (how === 'new') await begin(name);
    else if (!(await isRun(name))) {
      await lock.release();
      return { reason: 'not a run file', message: `${path} is not a run file.`, next: 'Name another file.' };
    }
    return await AppendingSink.open(name, path, lock);
  } catch (error) {
    await lock.release();
    const { code } = error as NodeJS.ErrnoException;
    if (how === 'new' || code !== 'ENOENT') return fileTrouble(path, error);
    return { reason: 'missing', message: `There is no run file ${path}.`, next: 'Check its name.' };
  }
}

/** Makes an empty file, or of what a run left that was killed before its header was written. */
async function begin(path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined);
  if (there?.isFile() && (await isStillborn(path, there.size))) await truncate(path);
  else await (await open(path, 'ax')).close();
}

async function isStillborn(path: string, size: number): Promise<boolean> {
  if (size === 0 || size > headerBytes) return size === 0;
  return (await isRun(path)) && !(await readFile(path)).includes(LINE_FEED);
}

/** Whether a file begins as every run file does; nothing is written to others. */
async function isRun(path: string): Promise<boolean> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(beginning.length), 0, beginning.length, 0);
    return buffer.toString('latin1', 0, bytesRead) === beginning;
  } finally {
    await file.close();
  }
}

class AppendingSink implements RunFileSink {
  readonly #file: FileHandle;
  readonly #name: string;
  readonly #shown: string;
  readonly #lock: FileLock;
  size: number;
  #timer: NodeJS.Timeout | undefined;
  #syncing: Promise<void> = Promise.resolve();
  #failure: unknown;
  #closed = false;

  private constructor(file: FileHandle, name: string, shown: string, lock: FileLock, size: number) {
    this.#file = file;
    this.#name = name;
    this.#shown = shown;
    this.#lock = lock;
    this.size = size;
  }

  static async open(name: string, shown: string, lock: FileLock): Promise<AppendingSink> {
    // Not `a`, which would make the file.
    const file = await open(name, constants.O_RDWR | constants.O_APPEND);
    try {
      const { size } = await file.stat();
      const sink = new AppendingSink(file, name, shown, lock, size);
      const { buffer } = await file.read(new Uint8Array(1), 0, 1, Math.max(0, size - 1));
      if (size > 0 && buffer[0] !== LINE_FEED) await sink.#write(new Uint8Array([LINE_FEED]));
      return sink;
    } catch (error) {
      await file.close();
      throw error;
    }
  }

  async append(lines: Uint8Array): Promise<void> {
    try {
      if (this.#failure) throw this.#failure;
      await this.#write(lines);
      this.#timer ??= setTimeout(() => this.#sync(), syncMs).unref();
    } catch (error) {
      throw this.#notWritten(error);
    }
  }

  /** The operating system may take less than it is given: the rest tells why. */
  async #write(bytes: Uint8Array): Promise<void> {
    for (let done = 0; done < bytes.length; ) {
      const { bytesWritten } = await this.#file.write(bytes, done);
      done += bytesWritten;
      this.size += bytesWritten;
    }
  }

  #sync(): void {
    this.#timer = undefined;
    const sync = () => this.#file.datasync();
    this.#syncing = this.#syncing.then(sync).catch((error: unknown) => {
      this.#failure = error;
    });
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const isDirty = this.#timer !== undefined;
    clearTimeout(this.#timer);
    try {
      if (isDirty) this.#sync();
      await this.#syncing;
      await this.#file.close();
      if (this.#failure) throw this.#failure;
    } catch (error) {
      throw this.#notWritten(error);
    } finally {
      await this.#lock.release();
    }
  }

  async discard(): Promise<void> {
    await rm(this.#name, { force: true });
    await this.close();
  }

  #notWritten(error: unknown): NotWritten {
    return new NotWritten(fileTrouble(this.#shown, error));
  }
}
