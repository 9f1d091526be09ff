import type { Attempt, Judgement } from '../../judging/judgement.ts';
import { type Failure, type FailureReason, failureReasons, type Model, type Reply } from '../../models/model.ts';

/** Says again what was said to a judge before, attempt by attempt; `asked` is how often that was. */
export function replayModel(judgement: Judgement): { model: Model; asked: number } {
  const { attempts } = judgement;
  let next = 0;
  const model: Model = {
    id: judgement.model,
    name: judgement.model,
    async complete() {
      const attempt = attempts[next++];
      return attempt ? answerOf(attempt, judgement, next === attempts.length) : failure(judgement, 'Nothing was said.');
    },
  };
  return { model, asked: attempts.length };
}

function answerOf(attempt: Attempt, judgement: Judgement, isLast: boolean): Reply | Failure {
  const { raw, reasoning, finish = 'other', problem = '' } = attempt;
  if (raw === null) return failure(judgement, problem);
  return {
    kind: 'reply',
    text: raw,
    ...(reasoning !== undefined && { reasoning }),
    // Who refused by protocol has said so nowhere else.
    ...(isLast && judgement.reason === 'refused' && { refusal: '' }),
    finish,
    model: judgement.model,
  };
}

/** Only the last attempt can have failed, and what it failed with is the reason that was kept, if that mattered. */
function failure({ reason }: Judgement, message: string): Failure {
  return { kind: 'failure', reason: isFailure(reason) ? reason : 'server error', message, retryable: false };
}

function isFailure(reason: string | undefined): reason is FailureReason {
  return reason !== 'cancelled' && failureReasons.some((known) => known === reason);
}
