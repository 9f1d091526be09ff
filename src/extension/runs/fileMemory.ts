import type { Memento, Uri } from 'vscode';
import type { FieldMapping } from '../../dataset/rowShape.ts';

/** What is remembered of a file that was judged. */
interface Remembered {
  /** The fields that the user chose for it. */
  fields?: FieldMapping;
  /** The mapping, in words, that the user has agreed to. */
  agreed?: string;
}

const key = 'gavel.files';

/** More files than this, and the one that was remembered first is forgotten. */
const mostFiles = 500;

/** Remembers, in the workspace's state, how the user wants each file's rows to be read. */
export class FileMemory {
  private readonly memory: Memento;

  constructor(memory: Memento) {
    this.memory = memory;
  }

  of(uri: Uri): Remembered {
    return this.all[uri.toString()] ?? {};
  }

  async update(uri: Uri, change: Remembered): Promise<void> {
    const { [uri.toString()]: known, ...others } = this.all;
    const files = Object.entries({ ...others, [uri.toString()]: { ...known, ...change } });
    await this.memory.update(key, Object.fromEntries(files.slice(-mostFiles)));
  }

  private get all(): Record<string, Remembered> {
    return this.memory.get(key, {});
  }
}
