import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { defaultReply } from './judgeReplies.ts';
import { type JudgeAnswer, type JudgeRequest, readRequest, send } from './judgeWire.ts';

/**
 * Decides the answer to the n-th chat request (from 1). `undefined` leaves it to the default judge, which answers in the
 * form that the prompt asks for.
 */
export type JudgeBehaviour = (
  request: JudgeRequest,
  n: number,
) => JudgeAnswer | undefined | Promise<JudgeAnswer | undefined>;

export type JudgeServerOptions = {
  /** 0 (the default) takes any free port. */
  port?: number;
  /** Milliseconds before every answer. */
  latencyMs?: number;
  /** When set, a request without `Authorization: Bearer <apiKey>` gets 401. */
  apiKey?: string;
  /** The models that exist; a request for another gets 404. */
  models?: readonly string[];
  behaviour?: JudgeBehaviour;
};

/** A local OpenAI-compatible endpoint for tests and benches: POST /v1/chat/completions and GET /v1/models. */
export class JudgeServer {
  /** Every request since the start, oldest first. */
  readonly requests: JudgeRequest[] = [];
  /** May be exchanged between requests. */
  behaviour: JudgeBehaviour;
  /** The most chat requests that were ever open at the same time. */
  maxInFlight = 0;
  readonly #options: JudgeServerOptions;
  readonly #models: readonly string[];
  #server: Server | undefined;
  #inFlight = 0;
  #chats = 0;

  constructor(options: JudgeServerOptions = {}) {
    this.#options = options;
    this.#models = options.models ?? ['judge-small', 'judge-large'];
    this.behaviour = options.behaviour ?? (() => undefined);
  }

  /** Listens on 127.0.0.1 and resolves to the base URL, `http://127.0.0.1:PORT/v1`. */
  async start(): Promise<string> {
    const server = createServer((request, response) => {
      this.#answer(request, response).catch((error: unknown) => {
        response.destroy(error instanceof Error ? error : new Error(String(error)));
      });
    });
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#options.port ?? 0, '127.0.0.1', resolve);
    });
    return this.url;
  }

  /** The base URL to configure. Throws when the server is not started. */
  get url(): string {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    if (!address) throw new Error('The judge server is not started.');
    return `http://127.0.0.1:${address.port}/v1`;
  }

  /** The chat requests among `requests`. */
  get chats(): JudgeRequest[] {
    return this.requests.filter((request) => request.path.endsWith('/chat/completions'));
  }

  /** Closes the port and every open connection. Can be called twice. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    this.requests.push(request);
    const answer = await this.#decide(request);
    if (!response.destroyed) send(response, request, answer);
  }

  async #decide(request: JudgeRequest): Promise<JudgeAnswer> {
    const { apiKey, latencyMs = 0 } = this.#options;
    if (apiKey !== undefined && request.headers['authorization'] !== `Bearer ${apiKey}`) {
      return apiError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
    }
    if (request.method === 'GET' && request.path.endsWith('/models')) {
      return { body: { object: 'list', data: this.#models.map((id) => ({ id, object: 'model', owned_by: 'test' })) } };
    }
    if (request.method !== 'POST' || !request.path.endsWith('/chat/completions')) {
      return apiError(404, `No route ${request.method} ${request.path}.`);
    }
    const n = ++this.#chats;
    this.maxInFlight = Math.max(this.maxInFlight, ++this.#inFlight);
    try {
      if (latencyMs > 0) await pause(latencyMs);
      if (!this.#models.includes(request.body.model ?? '')) {
        return apiError(404, `The model '${request.body.model}' does not exist.`, { code: 'model_not_found' });
      }
      const answer = (await this.behaviour(request, n)) ?? defaultReply(request.body);
      if (typeof answer === 'object' && answer.delayMs) await pause(answer.delayMs);
      return answer;
    } finally {
      this.#inFlight--;
    }
  }
}

/** Waits without keeping the process alive: a test that cancelled does not wait for an answer to nobody. */
const pause = (ms: number) => delay(ms, undefined, { ref: false });

/** An error in the form that OpenAI-compatible endpoints use. */
export function apiError(
  status: number,
  message: string,
  detail: { code?: string; param?: string; headers?: Record<string, string> } = {},
): Exclude<JudgeAnswer, string> {
  const { headers = {}, code = null, param = null } = detail;
  return { status, headers, body: { error: { message, type: 'invalid_request_error', code, param } } };
}

// `node test/host/judgeServer.ts --port 0 --latency 50`: the server as a process of its own, for benches.
if (import.meta.main) {
  const { values } = parseArgs({
    options: { port: { type: 'string', default: '0' }, latency: { type: 'string', default: '0' } },
  });
  const server = new JudgeServer({ port: Number(values.port), latencyMs: Number(values.latency) });
  console.log(await server.start());
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
}
