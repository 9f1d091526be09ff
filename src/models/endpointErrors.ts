import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { AnswerTooLarge } from './endpointFetch.ts';
import type { Failure, FailureReason } from './model.ts';
import { readRateLimits, readRetryAfter } from './rateLimits.ts';

/** What the words need to know: where the request went, and what must never be in them. */
export interface ErrorContext {
  model: string;
  baseUrl: string;
  secrets: readonly string[];
  signal: AbortSignal;
}

/** What the OpenAI client throws, as a failure with a reason and words without secrets. */
export function explainError(error: unknown, context: ErrorContext): Failure {
  const { reason, status, words } = explain(error, context);
  let message = words;
  for (const secret of context.secrets) message = message.replaceAll(secret, '•••');
  return {
    kind: 'failure',
    reason,
    message: shorten(message),
    ...(status !== undefined && { status }),
    retryable: isRetryable(error, reason, status),
    ...wishes(error),
  };
}

/** 408, 409, 425: a request that came at the wrong moment. An empty account is not filled by asking again. */
function isRetryable(error: unknown, reason: FailureReason, status: number | undefined): boolean {
  if (!(error instanceof APIError)) return false;
  if (error.code === 'insufficient_quota' || error.type === 'insufficient_quota') return false;
  const said = error.headers?.get('x-should-retry');
  if (said === 'true' || said === 'false') return said === 'true';
  if (status !== undefined) return [408, 409, 425, 429].includes(status) || status >= 500;
  return reason === 'unreachable' || reason === 'timed out';
}

/** What the endpoint asks for in the headers of a refusal. */
function wishes(error: unknown): Pick<Failure, 'retryAfterMs' | 'limits'> {
  const headers: Headers | undefined = error instanceof APIError ? error.headers : undefined;
  if (!headers) return {};
  const retryAfterMs = readRetryAfter(headers, Date.now());
  const limits = readRateLimits(headers);
  return { ...(retryAfterMs !== undefined && { retryAfterMs }), ...(limits && { limits }) };
}

interface Explanation {
  reason: FailureReason;
  words: string;
  status?: number;
}

function explain(error: unknown, { model, baseUrl, signal }: ErrorContext): Explanation {
  if (signal.aborted || error instanceof APIUserAbortError) return { reason: 'cancelled', words: 'Cancelled.' };
  if (error instanceof APIConnectionTimeoutError) {
    return { reason: 'timed out', words: `No answer from ${baseUrl}.` };
  }
  if (error instanceof APIConnectionError && error.cause instanceof AnswerTooLarge) {
    return { reason: 'not a chat reply', words: error.cause.message };
  }
  if (error instanceof APIConnectionError) {
    return { reason: 'unreachable', words: `No connection to ${baseUrl}${because(error.cause)}.` };
  }
  if (error instanceof APIError && error.status !== undefined) {
    return { ...explainStatus(error.status, said(error), model, baseUrl), status: error.status };
  }
  if (error instanceof SyntaxError) {
    return { reason: 'not a chat reply', words: `${baseUrl} answered with something that is not JSON.` };
  }
  return { reason: 'not a chat reply', words: error instanceof Error ? error.message : String(error) };
}

function explainStatus(status: number, words: string, model: string, baseUrl: string): Explanation {
  // Some refuse a prompt for what it holds by 403: that is the row's fault, not the key's.
  if (status === 403 && /moderat|flagged|content.?polic|content.?filter/i.test(words))
    return { reason: 'bad request', words: `${baseUrl} says 403: ${words}` };
  if (status === 401 || status === 403) return { reason: 'wrong key', words: `${baseUrl} says ${status}: ${words}` };
  if (status === 404) return { reason: 'unknown model', words: `${baseUrl} does not know "${model}" (404: ${words})` };
  if (status === 408) return { reason: 'timed out', words: `${baseUrl} says 408: ${words}` };
  if (status === 429) return { reason: 'rate limited', words: `${baseUrl} says 429: ${words}` };
  if (status >= 500) return { reason: 'server error', words: `${baseUrl} says ${status}: ${words}` };
  if (status >= 300 && status < 400) {
    return { reason: 'not a chat reply', words: `${baseUrl} redirects elsewhere (${status}), which is not followed.` };
  }
  return { reason: 'bad request', words: `${baseUrl} says ${status}: ${words}` };
}

/** The endpoint's own words: the error body's message, else a whiff of its text (an HTML page, say). */
function said(error: APIError): string {
  const body = error.error as { message?: unknown } | undefined;
  if (typeof body?.message === 'string') return body.message;
  const text = error.message
    .slice(0, 2000)
    .replace(/^\d{3}\s*/, '')
    .replace(/<[^>]*>/g, ' ');
  return text.replace(/\s+/g, ' ').trim() || 'no message';
}

/** The system's code, which node:http gives with the error and fetch with the error's cause. */
function because(cause: unknown): string {
  const error = cause as { code?: unknown; cause?: { code?: unknown } } | undefined;
  const code = error?.code ?? error?.cause?.code;
  return typeof code === 'string' ? ` (${code})` : '';
}

function shorten(text: string): string {
  return text.length > 500 ? `${text.slice(0, 500)}…` : text;
}
