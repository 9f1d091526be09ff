import { BadRequestError, type OpenAI, UnprocessableEntityError } from 'openai';
import type { ChatRequest } from './model.ts';

/** What an endpoint may refuse and a judgement can do without; `many top_logprobs`: it takes them, but fewer. */
export type OptionalParameter =
  | 'temperature'
  | 'top_p'
  | 'seed'
  | 'max_tokens'
  | 'max_completion_tokens'
  | 'response_format'
  | 'n'
  | 'logprobs'
  | 'top_logprobs'
  | 'many top_logprobs';

/** As many as the API gives at most: the more, the less of the probability is missing. Some endpoints give only 5. */
const [manyAlternatives, fewAlternatives] = [20, 5];

/** The request as the wire wants it, without what the endpoint refused before. */
export function requestBody(
  model: string,
  { messages, parameters, schema, replies = 1, logprobs }: ChatRequest,
  refused: ReadonlySet<OptionalParameter>,
): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const { temperature, topP, seed, maxTokens } = parameters;
  const alternatives = refused.has('many top_logprobs') ? fewAlternatives : manyAlternatives;
  const optional: Partial<Record<OptionalParameter, unknown>> = {
    temperature,
    top_p: topP,
    seed,
    // Newer endpoints refuse the old name, older ones do not know the new: begin with the old, which most take.
    [refused.has('max_tokens') ? 'max_completion_tokens' : 'max_tokens']: maxTokens,
    response_format: schema && {
      type: 'json_schema',
      json_schema: { name: schema.name, schema: schema.schema, strict: true },
    },
    n: replies > 1 ? replies : undefined,
    logprobs,
    top_logprobs: logprobs && !refused.has('logprobs') ? alternatives : undefined,
  };
  const sent = Object.entries(optional).filter(
    ([name, v]) => v !== undefined && !refused.has(name as OptionalParameter),
  );
  return { model, messages: [...messages], stream: false, ...Object.fromEntries(sent) };
}

/** How endpoints name them in their messages, when `param` is not given. */
const names: readonly [OptionalParameter, RegExp][] = [
  ['response_format', /response_format|json_schema|guided|structured output|grammar/i],
  ['max_completion_tokens', /max_completion_tokens(?!.{0,20}instead)/i],
  ['max_tokens', /max_tokens/i],
  ['temperature', /temperature/i],
  ['top_p', /top_p/i],
  ['seed', /\bseed\b/i],
  ['top_logprobs', /top_logprobs/i],
  ['logprobs', /logprobs?/i],
  // Gemini's endpoint calls it by its own name.
  ['n', /(?:^|[\s`'"])n(?:$|[\s`'":=])|candidate_?count|multiple candidates/i],
];

/** The parameter that a 400 or 422 names, if it was sent, can be dropped, and the request is worth another try. */
export function refusedParameter(
  error: unknown,
  request: ChatRequest,
  refused: ReadonlySet<OptionalParameter>,
): OptionalParameter | undefined {
  if (!(error instanceof BadRequestError || error instanceof UnprocessableEntityError)) return undefined;
  const param: unknown = error.param;
  const sent = requestBody('', request, refused);
  if (refusesMany(`${param} ${error.message}`, sent.top_logprobs)) return 'many top_logprobs';
  const named = names.find(([name]) => param === name || (typeof param === 'string' && param.startsWith(`${name}.`)));
  const said = names.find(([name, pattern]) => name in sent && pattern.test(error.message));
  const parameter = (named && named[0] in sent ? named : said)?.[0];
  // Too much of it is no reason to do without it from now on, but for replies, which can be asked for one by one.
  if (parameter !== 'n' && /context length|too (?:large|long|many)/i.test(error.message)) return undefined;
  return parameter === 'response_format' && request.schema?.required ? undefined : parameter;
}

/** Whether it is their number that is refused: vLLM says "Requested sample logprobs of 20" and does not name them. */
function refusesMany(message: string, sent: number | null | undefined): boolean {
  return sent === manyAlternatives && (/top_logprobs/i.test(message) || /logprobs\D+20\b/i.test(message));
}
