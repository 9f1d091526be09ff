import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChatBody, defaultReply } from './judgeReplies.ts';

/** One line of a request file. */
export type RequestLine = { custom_id: string; method: string; url: string; body: ChatBody };

/** What becomes of a request: a reply text, or how it fails; undefined leaves it to the default judge. */
export type BatchFate = string | { status: number; message: string } | 'expire' | undefined;

type StoredBatch = {
  id: string;
  object: 'batch';
  endpoint: string;
  completion_window: string;
  input_file_id: string;
  status: string;
  output_file_id?: string;
  error_file_id?: string;
  request_counts: { total: number; completed: number; failed: number };
  errors?: { data: { message: string }[] };
};

/** What the server does instead of answering: an HTTP error, or it breaks the connection before or after it acted. */
export type BatchFault = { status: number } | 'break before' | 'break after' | undefined;

/**
 * A local OpenAI-compatible endpoint with POST /v1/files, GET /v1/files/ID/content and /v1/batches beside chat. A batch
 * waits until the test processes it.
 */
export class BatchServer {
  readonly files = new Map<string, string>();
  /** Oldest first. */
  readonly batches = new Map<string, StoredBatch>();
  /** Chat requests asked directly. */
  readonly chats: ChatBody[] = [];
  /** `POST /v1/files`, …: every request since the start. */
  readonly calls: string[] = [];
  readonly headers: IncomingMessage['headers'][] = [];
  fault: (call: string) => BatchFault = () => undefined;
  apiKey: string | undefined;
  #server: Server | undefined;
  #ids = 0;

  async start(): Promise<string> {
    const server = createServer((incoming, response) => {
      this.#serve(incoming, response).catch((error: unknown) => response.destroy(error as Error));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise<void>((resolve) => this.#server?.close(() => resolve()));
  }

  /** The requests of a batch, in the order of its file. */
  requestsOf(batch: string): RequestLine[] {
    return requestsIn(this.files.get(this.batches.get(batch)?.input_file_id ?? '') ?? '');
  }

  /** Brings a batch to its end: replies in the output file in another order, the rest in the error file. */
  process(id: string, fate: (request: RequestLine, n: number) => BatchFate = () => undefined): void {
    const batch = this.batches.get(id);
    if (!batch) throw new Error(`There is no batch ${id}.`);
    const [output, errors]: [string[], string[]] = [[], []];
    for (const [n, request] of this.requestsOf(id).entries()) {
      const ends = fate(request, n) ?? defaultReply(request.body);
      const line = resultLine(request, ends);
      (typeof ends === 'string' && ends !== 'expire' ? output : errors).push(line);
    }
    // Nobody promises an order: from both ends in turn.
    const shuffled = output.map((_, i) => output[i % 2 === 0 ? output.length - 1 - i / 2 : (i - 1) / 2] ?? '');
    if (output.length > 0) batch.output_file_id = this.#store(shuffled.join(''));
    if (errors.length > 0) batch.error_file_id = this.#store(errors.join(''));
    batch.request_counts = {
      total: output.length + errors.length,
      completed: output.length,
      failed: errors.length,
    };
    batch.status = errors.some((line) => line.includes('batch_expired')) ? 'expired' : 'completed';
  }

  #store(content: string): string {
    const id = `file-${++this.#ids}`;
    this.files.set(id, content);
    return id;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const { pathname } = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const call = `${incoming.method} ${pathname}`;
    this.calls.push(call);
    this.headers.push(incoming.headers);
    const fault = this.fault(call);
    if (fault === 'break before') return void response.destroy();
    if (typeof fault === 'object') return send(response, fault.status, error(`Fault ${fault.status}.`));
    if (this.apiKey !== undefined && incoming.headers.authorization !== `Bearer ${this.apiKey}`) {
      return send(response, 401, error('Incorrect API key provided.'));
    }
    const answer = await this.#act(call, Buffer.concat(chunks), incoming);
    if (fault === 'break after') return void response.destroy();
    if (typeof answer === 'string') response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(answer);
    else if (answer === undefined) send(response, 404, error(`No route ${call}.`));
    else send(response, 200, answer);
  }

  async #act(call: string, body: Buffer, { headers }: IncomingMessage): Promise<object | string | undefined> {
    const [, kind, id = '', action] = /^\w+ \/v1\/(\w+)\/?([\w-]*)\/?(\w*)$/.exec(call) ?? [];
    if (call === 'POST /v1/chat/completions') {
      const chat = JSON.parse(body.toString()) as ChatBody;
      this.chats.push(chat);
      return completion(chat, defaultReply(chat));
    }
    if (call === 'POST /v1/files') {
      const type = { 'content-type': headers['content-type'] ?? '' };
      const form = await new Response(new Uint8Array(body), { headers: type }).formData();
      const file = form.get('file') as File;
      if (form.get('purpose') !== 'batch') return undefined;
      return { id: this.#store(await file.text()), object: 'file', filename: file.name, purpose: 'batch' };
    }
    if (call === 'POST /v1/batches') return this.#create(JSON.parse(body.toString()) as StoredBatch);
    if (call === 'GET /v1/batches') {
      return { object: 'list', data: [...this.batches.values()].reverse(), has_more: false };
    }
    if (kind === 'files' && action === 'content') return this.files.get(id);
    const batch = this.batches.get(id);
    if (kind !== 'batches' || !batch) return undefined;
    if (action === 'cancel') batch.status = 'cancelled';
    return batch;
  }

  #create({ input_file_id, endpoint, completion_window }: StoredBatch): StoredBatch | undefined {
    if (!this.files.has(input_file_id)) return undefined;
    const id = `batch_${++this.#ids}`;
    const request_counts = { total: 0, completed: 0, failed: 0 };
    const batch: StoredBatch = {
      ...{ id, object: 'batch', endpoint, completion_window, input_file_id, status: 'in_progress', request_counts },
    };
    this.batches.set(id, batch);
    return batch;
  }
}

/** What another engine makes of a request file: every request answered by the default judge. */
export function resultsOf(requestFile: string): string {
  return requestsIn(requestFile)
    .map((request) => resultLine(request, defaultReply(request.body)))
    .join('');
}

function requestsIn(file: string): RequestLine[] {
  return file
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RequestLine);
}

/** A line as the Batch API writes it. */
function resultLine({ custom_id, body }: RequestLine, fate: Exclude<BatchFate, undefined>): string {
  const id = `batch_req_${custom_id}`;
  const line = (response: object | null, problem: object | null) =>
    `${JSON.stringify({ id, custom_id, response, error: problem })}\n`;
  if (fate === 'expire') return line(null, { code: 'batch_expired', message: 'The batch expired.' });
  if (typeof fate === 'string') return line({ status_code: 200, request_id: id, body: completion(body, fate) }, null);
  return line({ status_code: fate.status, request_id: id, body: error(fate.message) }, null);
}

/** A chat completion as endpoints write it. */
export function completion({ model }: ChatBody, text: string): object {
  const message = { role: 'assistant', content: text };
  return {
    ...{ id: 'chatcmpl-test', object: 'chat.completion', created: 0, model },
    choices: [{ index: 0, finish_reason: 'stop', message }],
    usage: { prompt_tokens: 10, completion_tokens: 2, total_tokens: 12 },
  };
}

function error(message: string): object {
  return { error: { message, type: 'invalid_request_error', code: null, param: null } };
}

function send(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
