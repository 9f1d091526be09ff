import type { Attempt, Judgement } from '../../judging/judgement.ts';
import {
  type Failure,
  type FailureReason,
  failureReasons,
  type Model,
  type Reply,
  type ReplyToken,
} from '../../models/model.ts';

/** Who said it, and what it came to: a judgement, or one vote of several. */
type Said = Pick<Judgement, 'model' | 'reason'>;

/** Says again what was said to a judge before, attempt by attempt. */
export function replayModel(said: Said, attempts: readonly Attempt[]): Model {
  let next = 0;
  return {
    id: said.model,
    name: said.model,
    async complete() {
      const attempt = attempts[next++];
      return attempt ? answerOf(attempt, said, next === attempts.length) : failure(said, 'Nothing was said.');
    },
  };
}

function answerOf(attempt: Attempt, said: Said, isLast: boolean): Reply | Failure {
  const { raw, reasoning, finish = 'other', problem = '', chances } = attempt;
  if (raw === null) return failure(said, problem);
  return {
    kind: 'reply',
    text: raw,
    ...(reasoning !== undefined && { reasoning }),
    // Who refused by protocol has said so nowhere else.
    ...(isLast && said.reason === 'refused' && { refusal: '' }),
    finish,
    model: said.model,
    ...(chances && { tokens: tokensOf(raw, chances) }),
  };
}

/** The tokens of a reply, as far as they matter: its numbers, and what stands between them. */
function tokensOf(raw: string, chances: NonNullable<Attempt['chances']>): ReplyToken[] {
  const tokens: ReplyToken[] = [];
  let from = 0;
  for (const { at, text, top } of chances) {
    tokens.push({ text: raw.slice(from, at), top: [] }, { text, top });
    from = at + text.length;
  }
  return tokens;
}

/** Only the last attempt can have failed, and what it failed with is the reason that was kept, if that mattered. */
function failure({ reason }: Said, message: string): Failure {
  return { kind: 'failure', reason: isFailure(reason) ? reason : 'server error', message, retryable: false };
}

function isFailure(reason: string | undefined): reason is FailureReason {
  return reason !== 'cancelled' && failureReasons.some((known) => known === reason);
}
