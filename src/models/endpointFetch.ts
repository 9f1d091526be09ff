/** A request as it goes to an endpoint. */
export interface EndpointRequest {
  method: string;
  headers: Record<string, string>;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
}

/** An endpoint's answer, whole. */
export interface EndpointAnswer {
  status: number;
  /** By their names in small letters. */
  headers: { get(name: string): string | null };
  text: string;
}

/**
 * Sends a request and reads the answer whole, up to `mostBytes`. Follows no redirect: a key and custom headers are bound to
 * the origin that they were given for. Rejects when the connection breaks before the end of the body, when aborted, and
 * with AnswerTooLarge.
 */
export type EndpointFetch = (url: string, request: EndpointRequest) => Promise<EndpointAnswer>;

/** Most bytes of an answer that are read: no chat reply has more. */
export const mostBytes = 32 * 1024 * 1024;

/** An answer that no endpoint gives to a chat request. */
export class AnswerTooLarge extends Error {
  constructor() {
    super(`The answer has more than ${mostBytes / 1024 / 1024} MB.`);
  }
}

/** `fetch` as the platform has it. */
export const platformFetch: EndpointFetch = async (url, request) => {
  const response = await fetch(url, { ...request, redirect: 'manual' });
  // A browser hides where a redirect leads and what it says.
  if (response.type === 'opaqueredirect') return { status: 302, headers: response.headers, text: '' };
  return { status: response.status, headers: response.headers, text: await readText(response.body) };
};

async function readText(body: ReadableStream<Uint8Array<ArrayBuffer>> | null): Promise<string> {
  const decoder = new TextDecoder();
  let [text, bytes] = ['', 0];
  for await (const chunk of body ?? []) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new AnswerTooLarge();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** What a chat request needs beside the headers that the settings give. */
const needed = ['accept', 'authorization', 'content-type'];

/**
 * `fetch` as the OpenAI client should have it:
 * - Only the headers that a request needs and those that the settings name go out. The client adds some that tell about
 *   this machine, and whatever `OPENAI_CUSTOM_HEADERS` holds in the environment: meant for another endpoint.
 * - The body is read here, while the client's time-out still runs: the client stops its clock at the headers, so a body
 *   that stalls would never end; and a connection that breaks inside the body becomes an error like any other.
 */
export function clientFetch(headerNames: readonly string[], send: EndpointFetch): typeof fetch {
  const allowed = [...new Set([...needed, ...headerNames.map((name) => name.toLowerCase())])];
  return async (url, { method = 'GET', headers: given, body, signal } = {}) => {
    const all = given instanceof Headers ? given : new Headers(given);
    const headers: Record<string, string> = {};
    for (const name of allowed) {
      const value = all.get(name);
      if (value !== null) headers[name] = value;
    }
    const text = typeof body === 'string' ? body : undefined;
    const answer = await send(String(url), { method, headers, body: text, signal: signal ?? undefined });
    return asResponse(answer);
  };
}

/** As much of a Response as the client looks at: a real one would wrap the text in a stream again. */
function asResponse({ status, headers, text }: EndpointAnswer): Response {
  const id = headers.get('x-request-id');
  const response = {
    status,
    ok: status >= 200 && status < 300,
    url: '',
    body: null,
    headers: { get: (name: string) => headers.get(name), entries: () => (id === null ? [] : [['x-request-id', id]]) },
    text: async () => text,
    json: async () => JSON.parse(text) as unknown,
  };
  return response as unknown as Response;
}
