import type { IncomingMessage, ServerResponse } from 'node:http';
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
    };

/** Reads a request whole. A body that is not JSON is `{}`. */
export async function readRequest(incoming: IncomingMessage): Promise<JudgeRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const path = new URL(incoming.url ?? '/', 'http://127.0.0.1').pathname;
  return { method: incoming.method ?? '', path, headers: incoming.headers, body: parseBody(Buffer.concat(chunks)) };
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
  const content = 'body' in shaped ? shaped.body : completion(request.body, shaped);
  const bytes = Buffer.from(typeof content === 'string' ? content : JSON.stringify(content));
  response.writeHead(shaped.status ?? 200, {
    'content-type': typeof content === 'string' ? 'text/html; charset=utf-8' : 'application/json',
    'content-length': bytes.length,
    ...shaped.headers,
  });
  if (shaped.truncate === undefined) {
    response.end(bytes);
  } else {
    // The promised length never arrives: flush what there is, then cut the connection.
    response.write(bytes.subarray(0, shaped.truncate), () => response.destroy());
  }
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
