import { type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { ChatBody } from './judgeReplies.ts';

/** One request as the server saw it. */
export type JudgeRequest = {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  /** The parsed JSON body; `{}` for a GET or a body that is not JSON. */
  body: ChatBody;
};

/**
 * What to answer. A string is the judge's reply text; an object bends the answer:
 * - `text`, `model`, `usage`, `finishReason` fill a normal completion
 * - `body` replaces the whole body (a string goes out as it is, anything else as JSON), with `status` and `headers`
 * - `delayMs` waits first; `truncate` cuts the body after that many bytes while the headers promise all of it;
 *   `reset` drops the connection without an answer
 * - `surplus` follows the body, beyond what the headers promise; `duplicate` sends the whole answer twice;
 *   `dribbleMs` takes that long over the body, in ten pieces
 */
export type JudgeAnswer =
  | string
  | {
      text?: string | null;
      model?: string;
      usage?: { prompt_tokens: number; completion_tokens: number } | null;
      finishReason?: string;
      status?: number;
      headers?: Record<string, string>;
      body?: unknown;
      delayMs?: number;
      truncate?: number;
      reset?: boolean;
      surplus?: string;
      duplicate?: boolean;
      dribbleMs?: number;
    };

/** Reads a request whole. A body that is not JSON is `{}`. */
export function readRequest(incoming: IncomingMessage): Promise<JudgeRequest> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', reject);
    incoming.on('end', () => {
      const { method = '', url = '/', headers } = incoming;
      const [path = '/'] = url.split('?');
      resolve({ method, path, headers, body: parseBody(Buffer.concat(chunks)) });
    });
  });
}

function parseBody(bytes: Buffer): ChatBody {
  try {
    return JSON.parse(bytes.toString('utf8')) as ChatBody;
  } catch {
    return {};
  }
}

/** Sends `answer` to `request`, or breaks off as the answer says. */
export function send(response: ServerResponse, request: JudgeRequest, answer: JudgeAnswer): void {
  const shaped = typeof answer === 'string' ? { text: answer } : answer;
  if (shaped.reset) {
    response.destroy();
    return;
  }
  const content = shaped.body === undefined ? completion(request.body, shaped) : shaped.body;
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  const headers = {
    'content-type': typeof content === 'string' ? 'text/html; charset=utf-8' : 'application/json',
    'content-length': bytes.length,
    ...shaped.headers,
  };
  response.writeHead(shaped.status ?? 200, headers);
  if (shaped.dribbleMs !== undefined) void dribble(response, bytes, shaped.dribbleMs);
  // The promised length never arrives: flush what there is, then cut the connection.
  else if (shaped.truncate !== undefined) response.write(bytes.subarray(0, shaped.truncate), () => response.destroy());
  else sendWith(shaped.duplicate ? Buffer.concat([head(shaped.status, headers), bytes]) : shaped.surplus);

  function sendWith(surplus: Buffer | string | undefined): void {
    const { socket } = response;
    // In one packet, so that it is there when the answer is.
    socket?.cork();
    response.end(bytes);
    if (surplus !== undefined) socket?.write(surplus);
    socket?.uncork();
  }
}

function head(status = 200, headers: Record<string, unknown>): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`);
}

async function dribble(response: ServerResponse, bytes: Buffer, ms: number): Promise<void> {
  const pieces = 10;
  for (let i = 0; i < pieces && !response.destroyed; i++) {
    response.write(bytes.subarray((i * bytes.length) / pieces, ((i + 1) * bytes.length) / pieces));
    await delay(ms / pieces, undefined, { ref: false });
  }
  response.end();
}

function completion(request: ChatBody, answer: Exclude<JudgeAnswer, string>): object {
  const prompt = (request.messages ?? []).map((message) => String(message.content ?? '')).join('\n');
  const text = answer.text ?? null;
  const usage =
    answer.usage === undefined
      ? { prompt_tokens: countTokens(prompt), completion_tokens: countTokens(text ?? '') }
      : answer.usage;
  return {
    id: 'chatcmpl-test',
    object: 'chat.completion',
    created: 0,
    model: answer.model ?? request.model,
    choices: [
      { index: 0, finish_reason: answer.finishReason ?? 'stop', message: { role: 'assistant', content: text } },
    ],
    ...(usage && { usage: { ...usage, total_tokens: usage.prompt_tokens + usage.completion_tokens } }),
  };
}

/** Close enough to a tokeniser for a test: words. */
function countTokens(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
