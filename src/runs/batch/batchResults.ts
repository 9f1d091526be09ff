import { LineSplitter } from '../../dataset/lineSplitter.ts';
import type { Piece } from '../../dataset/piece.ts';
import type { Reply } from '../../models/model.ts';
import { readCompletion } from '../../models/openai.ts';
import { grown } from '../columns/growingColumn.ts';

/** A file of results, in any order, from whatever engine. Its bytes stay what they are while they are collected. */
export interface ResultFile {
  chunks(): AsyncIterable<Uint8Array>;
  /** Fewer bytes where the file ends before. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** What the result files hold, line by line. */
export interface ResultCounts {
  /** Replies, one a key. */
  replies: number;
  /** Requests that failed, expired or were cancelled, and have no reply elsewhere. */
  failed: number;
  /** How often each failure was met, in the engine's words; the first few kinds of them. */
  failures: Map<string, number>;
  /** Further replies to the same request: the first one counts. */
  duplicates: number;
  /** Lines that are no result: torn, not JSON, of another kind, too long. */
  unreadable: number;
}

/** Longest line that is read, in bytes: a reply is text. */
const maxLineBytes = 16 * 1024 * 1024;

/** As many kinds of failures are told apart. */
const mostFailures = 20;

/**
 * Where each reply is, by the key of what was asked: a million of them need a hundred bytes each, and none of their
 * texts. What the files say is hostile until checked: `custom_id` is looked for among keys and is nothing else.
 */
export class BatchResults {
  readonly counts: ResultCounts = { replies: 0, failed: 0, failures: new Map(), duplicates: 0, unreadable: 0 };
  readonly #files: ResultFile[] = [];
  /** Key to entry of the columns. */
  readonly #entries = new Map<string, number>();
  readonly #failed = new Set<string>();
  #file = new Uint32Array(0);
  #offset = new Float64Array(0);
  #length = new Uint32Array(0);
  /** 1 for a reply that a row asks for. */
  #wanted = new Uint8Array(0);
  /** Replies that some row asks for. */
  wanted = 0;

  /** Takes a file in. Rejects when it can't be read. */
  async add(file: ResultFile): Promise<void> {
    this.#files.push(file);
    const take = ({ bytes, offset, length }: Piece) => {
      if (length > 0) this.#take(bytes && parseResult(bytes), offset, length);
    };
    const lines = new LineSplitter(take, maxLineBytes, { line: 1, column: 1, offset: 0 });
    for await (const chunk of file.chunks()) lines.push(chunk);
    lines.end();
  }

  /** A row asks this: whether there is a reply. */
  want(key: string): boolean {
    const entry = this.#entries.get(key);
    if (entry === undefined) return false;
    if (this.#wanted[entry] !== 1) this.wanted++;
    this.#wanted[entry] = 1;
    return true;
  }

  /** Keys that a reply was found for. */
  keys(): Iterable<string> {
    return this.#entries.keys();
  }

  /** The reply to a request; undefined when there is none. `model` is its name where the reply says none. */
  async reply(key: string, model: string): Promise<Reply | undefined> {
    const entry = this.#entries.get(key);
    const file = entry === undefined ? undefined : this.#files[this.#file[entry] ?? 0];
    const bytes =
      entry === undefined ? undefined : await file?.read(this.#offset[entry] ?? 0, this.#length[entry] ?? 0);
    const result = bytes && parseResult(bytes);
    if (!result || 'failure' in result || result.key !== key) return undefined;
    const reply = readCompletion(result.completion, model);
    return reply.kind === 'reply' ? reply : undefined;
  }

  #take(result: BatchResult | undefined, offset: number, length: number): void {
    const { counts } = this;
    if (!result) counts.unreadable++;
    else if (this.#entries.has(result.key)) counts.duplicates += 'failure' in result ? 0 : 1;
    else if ('failure' in result) this.#fail(result.key, result.failure);
    else {
      const entry = counts.replies++;
      this.#entries.set(result.key, entry);
      this.#file = grown(this.#file, counts.replies);
      this.#offset = grown(this.#offset, counts.replies);
      this.#length = grown(this.#length, counts.replies);
      this.#wanted = grown(this.#wanted, counts.replies);
      this.#file[entry] = this.#files.length - 1;
      this.#offset[entry] = offset;
      this.#length[entry] = length;
      if (this.#failed.delete(result.key)) counts.failed--;
    }
  }

  #fail(key: string, failure: string): void {
    const { counts } = this;
    if (this.#failed.has(key)) return;
    this.#failed.add(key);
    counts.failed++;
    const known = counts.failures.get(failure);
    if (known !== undefined || counts.failures.size < mostFailures) counts.failures.set(failure, (known ?? 0) + 1);
  }
}

/** One line of a result file: a completion, or why there is none. */
type BatchResult = { key: string; completion: unknown } | { key: string; failure: string };

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * A result as OpenAI writes it (`response: {status_code, body}`, `error`), and as vLLM does: a failed request has its
 * status in `response` too and its words in `error`, which may be a string; old versions put the completion where the
 * response is (vllm/entrypoints/openai/run_batch.py).
 */
function parseResult(bytes: Uint8Array): BatchResult | undefined {
  const { custom_id: key, response, error } = objectOr(parse(bytes));
  // Only what a key looks like is remembered: the names of others would be any length.
  if (typeof key !== 'string' || !/^[0-9a-f]{32}$/.test(key)) return undefined;
  const { status_code: status = 200, body, choices } = objectOr(response);
  const isOk = typeof status === 'number' && status >= 200 && status < 300;
  if (!isOk || error || (body === undefined && choices === undefined)) {
    return { key, failure: failureWords(status, error ?? objectOr(body)['error']) };
  }
  const completion = body ?? response;
  const reply = readCompletion(completion, '');
  return reply.kind === 'reply' ? { key, completion } : { key, failure: reply.message };
}

function failureWords(status: unknown, error: unknown): string {
  const inner = objectOr(error)['error'] ?? error;
  const { code, message } = objectOr(inner);
  const words = [message, inner, code].find((word) => typeof word === 'string' && word !== '');
  const said = typeof words === 'string' ? words.slice(0, 300) : 'No reply.';
  return typeof status === 'number' && status !== 200 ? `${status}: ${said}` : said;
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(bytes));
  } catch {
    return undefined;
  }
}

function objectOr(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
