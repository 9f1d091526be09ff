/** One message of a chat, as every OpenAI-compatible endpoint takes it. */
export interface ChatMessage {
  role: 'system' | 'user' | 'assistant';
  content: string;
}

/** Sampling parameters. One that is not set is not sent: newer judge models refuse `temperature`. */
export interface ChatParameters {
  temperature?: number;
  topP?: number;
  seed?: number;
  maxTokens?: number;
}

/** The lowest and the highest score that a task asks for. */
export interface Scale {
  min: number;
  max: number;
}

/** How a reply is to be written: `[i] Score: s` lines, the scores on its first line, or a JSON object. */
export type ReplyForm = 'index lines' | 'first line' | 'json';

/**
 * What the request is about, for a model that does not read prose. Only the offline preview looks at it; it is never
 * sent anywhere.
 */
export interface Subject {
  instruction: string;
  answers: readonly string[];
  reference?: string;
  scale: Scale;
  form: ReplyForm;
  /** Whether `instruction` is empty because the answers are instructions themselves (ComplexityScorer). */
  rates: 'quality' | 'complexity';
}

/** A JSON schema for the reply; `required: false` lets the endpoint refuse it and answer in text. */
export interface ReplySchema {
  name: string;
  schema: Record<string, unknown>;
  required: boolean;
}

/** One question to a model. */
export interface ChatRequest {
  messages: readonly ChatMessage[];
  parameters: ChatParameters;
  schema?: ReplySchema;
  subject: Subject;
  /** How many replies are wanted, in one request where the endpoint can (`n`). One when absent. */
  replies?: number;
  /** Log-probabilities are wanted with the reply. */
  logprobs?: boolean;
}

/** A token of a reply: its text, and what might have stood there, by natural log-probability, the likeliest first. */
export interface ReplyToken {
  text: string;
  top: readonly (readonly [text: string, logprob: number])[];
}

/** Tokens as the endpoint counted them. */
export interface Usage {
  input: number;
  output: number;
}

/** What the model said. `text` is verbatim, `<think>` blocks and all; `model` is the name the endpoint reported. */
export interface Reply {
  kind: 'reply';
  text: string;
  /** Reasoning that came in a field of its own (`reasoning_content`, `reasoning`). */
  reasoning?: string;
  /** The endpoint's own words when it refused (`message.refusal`). */
  refusal?: string;
  finish: 'stop' | 'length' | 'filtered' | 'other';
  model: string;
  usage?: Usage;
  limits?: RateLimits;
  /** Further replies to the same request, where several were wanted and the endpoint gave them. Without usage. */
  more?: readonly Reply[];
  /** The tokens of `text`, in order, where log-probabilities were wanted and given. */
  tokens?: readonly ReplyToken[];
}

/** One limit of an endpoint, as its last answer told of it. Numbers are finite and not negative. */
export interface RateWindow {
  /** What may be used in one window. */
  limit?: number;
  /** What may still be used in this one. */
  remaining: number;
  /** Milliseconds until the window is whole again. */
  resetMs?: number;
}

/** What an endpoint says of its limits (`x-ratelimit-*`). */
export interface RateLimits {
  requests?: RateWindow;
  tokens?: RateWindow;
}

/** Why no reply came. */
export const failureReasons = [
  'unreachable',
  'timed out',
  'wrong key',
  'unknown model',
  'rate limited',
  'server error',
  'bad request',
  'not a chat reply',
  'cancelled',
] as const;

export type FailureReason = (typeof failureReasons)[number];

/** A request that brought no reply: a value, never thrown. `message` is for people and never holds a key. */
export interface Failure {
  kind: 'failure';
  reason: FailureReason;
  message: string;
  status?: number;
  /** Whether the same request may fare better a little later. */
  retryable: boolean;
  /** Milliseconds that the endpoint asks to wait before the next request (`Retry-After`). */
  retryAfterMs?: number;
  limits?: RateLimits;
}

/** Something that answers chat requests: an OpenAI-compatible endpoint or the offline preview. */
export interface Model {
  /** Stable name of what answers, for keys and run files: `gpt-4o @ https://api.openai.com/v1`. */
  readonly id: string;
  /** The model's name as the endpoint knows it. */
  readonly name: string;
  /** Asks once: whether it is asked again is for others to say (`runs/pacedModel.ts`). Never rejects. */
  complete(request: ChatRequest, signal: AbortSignal): Promise<Reply | Failure>;
}
