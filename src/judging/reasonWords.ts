import type { UnscoredReason } from './judgement.ts';

/** What happened, and what to do next, for people. English; the extension passes both through its translations. */
export const reasonWords: Readonly<Record<UnscoredReason, { what: string; next: string }>> = {
  unreadable: {
    what: 'The reply holds no scores that can be read.',
    next: 'Look at the raw reply; try structured replies, or a stronger model.',
  },
  missing: {
    what: 'The reply scores only some of the responses.',
    next: 'Look at the raw reply; judge the row again, or allow more output tokens.',
  },
  'off scale': {
    what: 'The score is outside the scale that was asked for.',
    next: 'Set gavel.judge.offScale to "keep" to see it as given.',
  },
  refused: { what: 'The judge refused to answer.', next: 'Look at the raw reply; try another model for this row.' },
  truncated: {
    what: 'The reply was cut off before its scores were whole.',
    next: 'Raise max_tokens in gavel.parameters, or use a model that reasons less.',
  },
  'empty reply': { what: 'The model answered with nothing.', next: 'Judge the row again, or try another model.' },
  unreachable: {
    what: 'The endpoint can’t be reached.',
    next: 'Check that the server runs and that its base URL is right.',
  },
  'timed out': {
    what: 'The endpoint did not answer in time.',
    next: 'Raise gavel.run.timeoutSeconds, or lower gavel.run.concurrency.',
  },
  'wrong key': { what: 'The endpoint does not accept the API key.', next: 'Set the API key for this endpoint.' },
  'unknown model': {
    what: 'The endpoint does not know this model or address.',
    next: 'Choose another model, or check the base URL (most end in /v1).',
  },
  'rate limited': {
    what: 'The endpoint asked to slow down, again and again.',
    next: 'Lower gavel.run.concurrency, and judge the row again later.',
  },
  'server error': { what: 'The endpoint had an error of its own.', next: 'Judge the row again later.' },
  'bad request': {
    what: 'The endpoint refused the request.',
    next: 'Read its message; the row may be too long for the model, or a parameter is not allowed.',
  },
  'not a chat reply': {
    what: 'What answered is not an OpenAI-compatible endpoint.',
    next: 'Check the base URL (most end in /v1).',
  },
  template: { what: 'The prompt template can’t be used.', next: 'Correct the template, and preview the prompt.' },
  cancelled: { what: 'The run was cancelled before this row.', next: 'Judge the row again.' },
};
