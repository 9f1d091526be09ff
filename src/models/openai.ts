import { endpointClient, secretsOf } from './endpointClient.ts';
import { explainError } from './endpointErrors.ts';
import { clientFetch, type EndpointFetch, platformFetch } from './endpointFetch.ts';
import type { ChatRequest, Failure, Model, Reply, ReplyToken } from './model.ts';
import { readRateLimits } from './rateLimits.ts';
import { type OptionalParameter, refusedParameter, requestBody } from './requestBody.ts';

/** An OpenAI-compatible endpoint and how to ask it. */
export interface Endpoint {
  /** Ends where `/chat/completions` begins: `https://api.openai.com/v1`. */
  baseUrl: string;
  model: string;
  /** Sent as a bearer token; without one no Authorization header is sent. */
  apiKey?: string;
  headers?: Record<string, string>;
  /** For one attempt, its body included. */
  timeoutMs: number;
  /** What sends the requests; the platform's `fetch` by default. */
  fetch?: EndpointFetch | undefined;
}

/** A model behind an OpenAI-compatible endpoint. Parameters that it refuses are dropped, and remembered as refused. */
export function openAiModel(endpoint: Endpoint): Model {
  const { baseUrl, model, timeoutMs, headers = {} } = endpoint;
  const client = endpointClient(endpoint, {
    timeout: timeoutMs,
    maxRetries: 0,
    fetch: clientFetch(Object.keys(headers), endpoint.fetch ?? platformFetch),
  });
  const secrets = secretsOf(endpoint);
  const refused = new Set<OptionalParameter>();

  async function complete(request: ChatRequest, signal: AbortSignal): Promise<Reply | Failure> {
    for (;;) {
      const without = new Set(refused);
      try {
        const body = requestBody(model, request, without);
        const response = await client.chat.completions.create(body, { signal }).asResponse();
        const answer = readCompletion(await response.json(), model);
        const limits = readRateLimits(response.headers);
        return limits ? { ...answer, limits } : answer;
      } catch (error) {
        const parameter = refusedParameter(error, request, without);
        if (!parameter) return explainError(error, { model, baseUrl, secrets, signal });
        refused.add(parameter);
      }
    }
  }

  return {
    id: `${model} @ ${baseUrl.replace(/\/+$/, '')}`,
    name: model,
    complete: (request, signal) => withOwnSignal(signal, (own) => complete(request, own)),
  };
}

/** Gives each request a signal of its own: the client never takes its listeners off, and a run's would gather them. */
async function withOwnSignal<T>(signal: AbortSignal, ask: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const own = new AbortController();
  const stop = () => own.abort();
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) own.abort();
  try {
    return await ask(own.signal);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The reply in a completion. What comes from an endpoint is hostile until looked at: every member may be missing. */
export function readCompletion(completion: unknown, model: string): Reply | Failure {
  const { choices, model: reported, usage } = objectOr(completion);
  const name = typeof reported === 'string' && reported !== '' ? reported : model;
  const replies = (Array.isArray(choices) ? choices : []).map((choice) => readChoice(objectOr(choice), name));
  const [first, ...more] = replies;
  if (!first) {
    return {
      kind: 'failure',
      reason: 'not a chat reply',
      message: 'The answer is not a chat completion.',
      retryable: false,
    };
  }
  const { prompt_tokens: input, completion_tokens: output } = objectOr(usage);
  const others = more.filter((reply) => reply !== undefined);
  return {
    ...first,
    ...(isCount(input) && isCount(output) && { usage: { input, output } }),
    ...(others.length > 0 && { more: others }),
  };
}

/** Undefined for a choice without a message. */
function readChoice(choice: Record<string, unknown>, model: string): Reply | undefined {
  if (choice['message'] === undefined) return undefined;
  const message = objectOr(choice['message']);
  const { content, refusal } = message;
  const reasoning = message['reasoning_content'] ?? message['reasoning'];
  const tokens = readTokens(objectOr(choice['logprobs'])['content']);
  return {
    kind: 'reply',
    text: textOf(content),
    ...(typeof reasoning === 'string' && reasoning !== '' && { reasoning }),
    ...(typeof refusal === 'string' && refusal !== '' && { refusal }),
    finish: finishOf(choice['finish_reason']),
    model,
    ...(tokens.length > 0 && { tokens }),
  };
}

/** The tokens of a reply with their alternatives; what is not of their form is left out. */
function readTokens(content: unknown): ReplyToken[] {
  if (!Array.isArray(content)) return [];
  return content.map(objectOr).flatMap(({ token, logprob, top_logprobs: top }) => {
    if (typeof token !== 'string') return [];
    const others = Array.isArray(top) ? top.map(objectOr) : [];
    // What was drawn need not be among the likeliest. Alone it is no choice of alternatives.
    const isBeyond = others.length > 0 && others.every(({ token: text }) => text !== token);
    return { text: token, top: [...others, ...(isBeyond ? [{ token, logprob }] : [])].flatMap(chanceIn) };
  });
}

function chanceIn({ token, logprob }: Record<string, unknown>): (readonly [string, number])[] {
  return typeof token === 'string' && typeof logprob === 'number' ? [[token, Math.min(0, logprob)]] : [];
}

/** Text, or a list of content parts, of which those that are text count. */
function textOf(content: unknown): string {
  if (!Array.isArray(content)) return typeof content === 'string' ? content : '';
  return content
    .map((part) => objectOr(part)['text'])
    .filter((text) => typeof text === 'string')
    .join('');
}

function finishOf(reason: unknown): Reply['finish'] {
  if (reason === 'stop' || reason === 'length') return reason;
  return reason === 'content_filter' ? 'filtered' : 'other';
}

function objectOr(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
