import type { BatchRequest } from './batchRequests.ts';

/** Most requests and bytes of one request file. */
export interface FileLimits {
  requests: number;
  bytes: number;
}

/**
 * What OpenAI takes: 50,000 requests, 200 MB
 * (https://platform.openai.com/docs/api-reference/batch/create, `input_file_id`). Others take less.
 */
export const openAiLimits: FileLimits = { requests: 50_000, bytes: 200_000_000 };

/** Where request files are written. Its methods reject when there is no room, or no permission. */
export interface RequestFolder {
  /** Begins file `part`, counted from 1. Resolves to its path. */
  create(part: number): Promise<string>;
  /** To the file begun last. */
  append(bytes: Uint8Array): Promise<void>;
  /** The file begun last is whole. */
  close(): Promise<void>;
}

/** A request file that is written. */
export interface RequestFile {
  path: string;
  bytes: number;
  /** Of its requests, in their order. */
  keys: readonly string[];
}

/** Bytes that are written at once. */
const writtenAtOnce = 1024 * 1024;

/**
 * Writes requests to as many files as the limits ask for, and yields each once it is whole. `tooLong` is told of a
 * request that is over the limit all alone.
 */
export async function* writeRequestFiles(
  requests: AsyncIterable<BatchRequest>,
  folder: RequestFolder,
  limits: FileLimits,
  tooLong: (key: string) => void,
): AsyncGenerator<RequestFile> {
  let open: OpenFile | undefined;
  let part = 0;
  for await (const { key, line } of requests) {
    if (line.length > limits.bytes) {
      tooLong(key);
      continue;
    }
    if (open && (open.keys.length >= limits.requests || open.bytes + line.length > limits.bytes)) {
      yield await open.close();
      open = undefined;
    }
    open ??= new OpenFile(folder, await folder.create(++part));
    await open.add(key, line);
  }
  if (open) yield await open.close();
}

class OpenFile {
  readonly keys: string[] = [];
  bytes = 0;
  readonly #folder: RequestFolder;
  readonly #path: string;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;

  constructor(folder: RequestFolder, path: string) {
    this.#folder = folder;
    this.#path = path;
  }

  async add(key: string, line: Uint8Array): Promise<void> {
    this.keys.push(key);
    this.bytes += line.length;
    this.#waiting.push(line);
    this.#waitingBytes += line.length;
    if (this.#waitingBytes >= writtenAtOnce) await this.#flush();
  }

  async close(): Promise<RequestFile> {
    await this.#flush();
    await this.#folder.close();
    return { path: this.#path, bytes: this.bytes, keys: this.keys };
  }

  async #flush(): Promise<void> {
    const all = new Uint8Array(this.#waitingBytes);
    let end = 0;
    for (const line of this.#waiting) {
      all.set(line, end);
      end += line.length;
    }
    this.#waiting = [];
    this.#waitingBytes = 0;
    if (all.length > 0) await this.#folder.append(all);
  }
}
