import { endpointClient, secretsOf } from './endpointClient.ts';
import { explainError } from './endpointErrors.ts';
import type { Failure } from './model.ts';
import type { Endpoint } from './openai.ts';

/** A batch as the endpoint tells of it. */
export interface Batch {
  id: string;
  /** The endpoint's word, in small letters: `in_progress`. */
  status: string;
  /** Nothing more will come of it: what results there are can be fetched. */
  isOver: boolean;
  /** Ids of the files with results and with errors, where there are any. */
  files: readonly string[];
  /** The id of its request file. */
  requestFile: string;
  total?: number;
  completed?: number;
  failed?: number;
  /** Why the whole batch failed, in the endpoint's words. */
  problem?: string;
}

/** The endpoint's files and batches. Nothing rejects but what `content` streams. */
export interface BatchApi {
  /** Uploads a request file. Resolves to its id. */
  upload(requests: Blob, name: string, signal: AbortSignal): Promise<string | Failure>;
  /** Asks once: a batch that was created though no answer came would be paid for twice. */
  create(requestFile: string, signal: AbortSignal): Promise<Batch | Failure>;
  retrieve(id: string, signal: AbortSignal): Promise<Batch | Failure>;
  /** The batch made of a request file, among the newest two thousand; undefined when there is none. */
  find(requestFile: string, signal: AbortSignal): Promise<Batch | Failure | undefined>;
  cancel(id: string, signal: AbortSignal): Promise<Batch | Failure>;
  /** A file's bytes as they arrive. The stream rejects when the connection breaks. */
  content(file: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array> | Failure>;
}

/** What is needed of an endpoint. */
export type BatchEndpoint = Pick<Endpoint, 'baseUrl' | 'model' | 'apiKey' | 'headers'>;

/** Milliseconds to wait for an answer: an upload of 200 MB takes its time. */
const timeoutMs = 60 * 60 * 1000;
const retries = 3;
const mostPages = 20;

/** The Batch API of an OpenAI-compatible endpoint (https://platform.openai.com/docs/api-reference/batch). */
export function batchApi(endpoint: BatchEndpoint): BatchApi {
  const { baseUrl, model } = endpoint;
  const client = endpointClient(endpoint, {
    timeout: timeoutMs,
    maxRetries: retries,
    fetch: streamingFetch(Object.keys(endpoint.headers ?? {})),
  });
  const secrets = secretsOf(endpoint);

  async function ask<T>(signal: AbortSignal, call: () => Promise<T>): Promise<T | Failure> {
    try {
      return await call();
    } catch (error) {
      const failure = explainError(error, { model, baseUrl, secrets, signal });
      if (failure.status !== 404) return failure;
      return { ...failure, message: `${baseUrl} answers 404: it has no batches, or does not know this one any more.` };
    }
  }

  return {
    upload: (requests, name, signal) =>
      ask(signal, async () => {
        const file = new File([requests], name, { type: 'application/jsonl' });
        return idOf(await client.files.create({ file, purpose: 'batch' }, { signal }));
      }),
    create: (requestFile, signal) =>
      ask(signal, async () => {
        const batch = {
          input_file_id: requestFile,
          endpoint: '/v1/chat/completions',
          completion_window: '24h',
        } as const;
        return readBatch(await client.batches.create(batch, { signal, maxRetries: 0 }));
      }),
    retrieve: (id, signal) => ask(signal, async () => readBatch(await client.batches.retrieve(id, { signal }))),
    cancel: (id, signal) => ask(signal, async () => readBatch(await client.batches.cancel(id, { signal }))),
    find: (requestFile, signal) =>
      ask(signal, async () => {
        let pages = 0;
        for await (const page of (await client.batches.list({ limit: 100 }, { signal })).iterPages()) {
          const found = page.data.map(readBatch).find((batch) => batch.requestFile === requestFile);
          if (found || ++pages === mostPages) return found;
        }
        return undefined;
      }),
    content: (file, signal) =>
      ask(signal, async () => {
        const { body } = await client.files.content(file, { signal });
        return (body ?? new ReadableStream()) as ReadableStream<Uint8Array>;
      }),
  };
}

/**
 * `fetch` by the rules of endpointFetch, whose bodies are streamed instead of read: no headers but those that are needed
 * or named, no redirects. Always the platform's own, which sends a file without reading it into memory.
 */
function streamingFetch(headerNames: readonly string[]): typeof fetch {
  const allowed = new Set([
    'accept',
    'authorization',
    'content-type',
    ...headerNames.map((name) => name.toLowerCase()),
  ]);
  const send: typeof fetch = (url, init) => {
    const headers = new Headers([...new Headers(init?.headers)].filter(([name]) => allowed.has(name)));
    return fetch(url, { ...init, headers, redirect: 'manual' });
  };
  // So that the client need not try out whether this one knows FormData.
  return Object.assign(send, { Response });
}

/** What a failed batch says of itself at most. */
const problemLength = 500;

/** What comes from an endpoint is hostile until looked at; Together writes its words in capitals. */
function readBatch(answer: unknown): Batch {
  const { status, output_file_id, error_file_id, input_file_id, request_counts, errors } = objectOr(answer);
  const said = typeof status === 'string' ? status.toLowerCase() : 'unknown';
  const { total, completed, failed } = objectOr(request_counts);
  const { data } = objectOr(errors);
  const problems = (Array.isArray(data) ? data : []).map((error) => objectOr(error)['message']).filter(isText);
  return {
    id: idOf(answer),
    status: said,
    isOver: ['completed', 'failed', 'expired', 'cancelled'].includes(said),
    files: [output_file_id, error_file_id].filter(isText),
    requestFile: isText(input_file_id) ? input_file_id : '',
    ...(isCount(total) && { total }),
    ...(isCount(completed) && { completed }),
    ...(isCount(failed) && { failed }),
    ...(problems.length > 0 && { problem: [...new Set(problems)].join(' ').slice(0, problemLength) }),
  };
}

function idOf(answer: unknown): string {
  const { id } = objectOr(answer);
  if (!isText(id)) throw new SyntaxError('There is no id in the answer.');
  return id;
}

function objectOr(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
