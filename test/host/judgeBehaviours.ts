import { apiError, type JudgeBehaviour } from './judgeServer.ts';
import type { JudgeAnswer } from './judgeWire.ts';

/** Answers with `answers` one after the other; from then on the default judge answers. */
export function inTurn(...answers: JudgeAnswer[]): JudgeBehaviour {
  return (_request, n) => answers[n - 1];
}

/** Always the same answer. */
export function always(answer: JudgeAnswer): JudgeBehaviour {
  return () => answer;
}

/** 429 with `Retry-After`, in seconds. */
export function rateLimited(retryAfter: number): JudgeAnswer {
  return apiError(429, 'Rate limit reached.', {
    code: 'rate_limit_exceeded',
    headers: { 'retry-after': String(retryAfter) },
  });
}

/** 500, as an endpoint that fell over gives it. */
export function serverError(): JudgeAnswer {
  return apiError(500, 'The server had an error while processing the request.');
}

/** The HTML page of a proxy or a captive portal where JSON was due. */
export function htmlPage(status = 200): JudgeAnswer {
  return { status, body: '<!doctype html><title>Sign in</title><h1>Sign in to continue</h1>' };
}

/** 400 naming the first of `parameters` that the request carries; a request without them is judged. */
export function refusing(...parameters: string[]): JudgeBehaviour {
  return ({ body }) => {
    const param = parameters.find((name) => body[name] !== undefined);
    if (param === undefined) return undefined;
    return apiError(400, `Unsupported parameter: '${param}' is not supported with this model.`, {
      code: 'unsupported_parameter',
      param,
    });
  };
}
