import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { drawFaults, type Fault, type Faults, parseFaultRates } from './judgeFaults.ts';
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
  /** What goes wrong by chance, where `behaviour` leaves it open. */
  faults?: Faults;
  /** Chat requests served at a time; others wait their turn, so that more at a time only wait longer. */
  slots?: number;
  /** A fixed text for every reply, for benches: reading prompts takes its time. */
  reply?: string;
  /** Keeps no requests: `requests` stays empty. */
  forget?: boolean;
};

/** A local OpenAI-compatible endpoint for tests and benches: POST /v1/chat/completions and GET /v1/models. */
export class JudgeServer {
  /** Every request since the start, oldest first. */
  readonly requests: JudgeRequest[] = [];
  /** May be exchanged between requests. */
  behaviour: JudgeBehaviour;
  /** The most chat requests that were ever open at the same time. */
  maxInFlight = 0;
  /** Chat requests since the start. */
  chatCount = 0;
  /** How often each fault was drawn. */
  readonly faults = new Map<Fault, number>();
  readonly #options: JudgeServerOptions;
  readonly #models: readonly string[];
  #server: Server | undefined;
  #inFlight = 0;
  #slotsTaken = 0;
  readonly #slotQueue: (() => void)[] = [];
  readonly #drawFault: ReturnType<typeof drawFaults>;

  constructor(options: JudgeServerOptions = {}) {
    this.#options = options;
    this.#models = options.models ?? ['judge-small', 'judge-large'];
    this.behaviour = options.behaviour ?? (() => undefined);
    this.#drawFault = options.faults ? drawFaults(options.faults) : () => undefined;
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
    if (!this.#options.forget) this.requests.push(request);
    const answer = await this.#decide(request);
    if (!response.destroyed) send(response, request, answer);
  }

  async #decide(request: JudgeRequest): Promise<JudgeAnswer> {
    const { apiKey, latencyMs = 0, reply } = this.#options;
    if (apiKey !== undefined && request.headers['authorization'] !== `Bearer ${apiKey}`) {
      return apiError(401, 'Incorrect API key provided.', { code: 'invalid_api_key' });
    }
    if (request.method === 'GET' && request.path.endsWith('/models')) {
      return { body: { object: 'list', data: this.#models.map((id) => ({ id, object: 'model', owned_by: 'test' })) } };
    }
    if (request.method !== 'POST' || !request.path.endsWith('/chat/completions')) {
      return apiError(404, `No route ${request.method} ${request.path}.`);
    }
    this.maxInFlight = Math.max(this.maxInFlight, ++this.#inFlight);
    const n = ++this.chatCount;
    await this.#slot();
    try {
      if (latencyMs > 0) await pause(latencyMs);
      if (!this.#models.includes(request.body.model ?? '')) {
        return apiError(404, `The model '${request.body.model}' does not exist.`, { code: 'model_not_found' });
      }
      const answer = (await this.behaviour(request, n)) ?? this.#fault(request) ?? reply ?? defaultReply(request.body);
      if (typeof answer === 'object' && answer.delayMs) await pause(answer.delayMs);
      return answer;
    } finally {
      this.#inFlight--;
      this.#slotsTaken--;
      this.#slotQueue.shift()?.();
    }
  }

  async #slot(): Promise<void> {
    const { slots = Number.POSITIVE_INFINITY } = this.#options;
    if (this.#slotsTaken >= slots) await new Promise<void>((resolve) => this.#slotQueue.push(resolve));
    this.#slotsTaken++;
  }

  #fault(request: JudgeRequest): JudgeAnswer | undefined {
    const [fault, answer] = this.#drawFault() ?? [];
    if (fault === undefined || answer === undefined) return undefined;
    this.faults.set(fault, (this.faults.get(fault) ?? 0) + 1);
    const isGood = typeof answer === 'object' && !answer.reset && answer.status === undefined;
    return isGood ? { text: this.#options.reply ?? defaultReply(request.body), ...answer } : answer;
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

// `node test/host/judgeServer.ts --port 0 --latency 50 --faults 429=0.1,reset=0.03`: the server as a process of its own,
// for benches.
if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '0' },
      latency: { type: 'string', default: '0' },
      faults: { type: 'string' },
      seed: { type: 'string', default: '1' },
      'retry-after': { type: 'string' },
      slots: { type: 'string' },
      reply: { type: 'string' },
    },
  });
  const { faults, seed, 'retry-after': retryAfter, slots, reply } = values;
  const server = new JudgeServer({
    port: Number(values.port),
    latencyMs: Number(values.latency),
    forget: true,
    ...(slots && { slots: Number(slots) }),
    ...(reply && { reply }),
    ...(faults && {
      faults: {
        rates: parseFaultRates(faults),
        seed: Number(seed),
        ...(retryAfter && { retryAfter: Number(retryAfter) }),
      },
    }),
  });
  console.log(await server.start());
  // Whoever started it may ask, line by line, how many chats there were.
  process.stdin.on('data', () => console.log(server.chatCount));
  process.stdin.unref?.();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop());
}
