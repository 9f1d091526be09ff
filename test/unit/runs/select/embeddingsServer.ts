import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** One request as the server saw it. */
interface EmbeddingsRequest {
  path: string;
  authorization: string | undefined;
  body: { model: string; input: string[]; encoding_format?: string };
}

/** What to answer to the n-th request (from 1), instead of embeddings. */
type Answer = { status?: number; headers?: Record<string, string>; body: unknown };

/** A local OpenAI-compatible `/embeddings`: texts that share words are near to each other. */
export class EmbeddingsServer {
  readonly requests: EmbeddingsRequest[] = [];
  /** Bends an answer; undefined leaves it as it is. */
  answer: (request: EmbeddingsRequest, n: number) => Answer | undefined = () => undefined;
  #server: Server | undefined;

  /** Listens on 127.0.0.1 and resolves to the base URL. */
  async start(): Promise<string> {
    const server = createServer(async (incoming, response) => {
      const { url = '', headers } = incoming;
      const body = (await json(incoming)) as EmbeddingsRequest['body'];
      const request = { path: url, authorization: headers.authorization, body };
      this.requests.push(request);
      const {
        status = 200,
        headers: more,
        body: answer,
      } = this.answer(request, this.requests.length) ?? {
        body: embeddings(body.input),
      };
      response.writeHead(status, { 'content-type': 'application/json', ...more }).end(JSON.stringify(answer));
    });
    this.#server = server;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
}

/** In any order, as an endpoint may: `index` says whose they are. Not of length 1. */
function embeddings(texts: readonly string[]) {
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: wordCounts(text) }));
  return { object: 'list', model: 'embed', data: data.reverse(), usage: { prompt_tokens: 7, total_tokens: 7 } };
}

/** How often each word stands in a text, in 64 dimensions. */
export function wordCounts(text: string): number[] {
  const counts: number[] = new Array(64).fill(0);
  for (const word of text.toLowerCase().match(/\w+/g) ?? ['']) {
    const place = [...word].reduce((sum, letter) => (31 * sum + letter.charCodeAt(0)) % 64, 0);
    counts[place] = (counts[place] ?? 0) + 1;
  }
  return counts;
}
