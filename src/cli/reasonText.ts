import type { UnscoredReason } from '../judging/judgement.ts';
import { reasonWords } from '../judging/reasonWords.ts';
import type { PauseReason, RunOutcome } from '../runs/run.ts';
import { plain } from './plainText.ts';
import { inFlags } from './settingFlags.ts';

/** What happened, and what to do next. */
interface Words {
  what: string;
  next: string;
}

/** Why a row has no score. */
export function reasonText(reason: UnscoredReason, detail: string): string {
  const { what, next } = unscoredWords(reason, detail);
  return `${what} ${next}`;
}

/** Why a run does not go on by itself. */
export function pauseWords({ reason, detail }: NonNullable<RunOutcome['paused']>): Words {
  return isOwn(reason) ? own[reason](plain(detail)) : unscoredWords(reason, detail);
}

function unscoredWords(reason: UnscoredReason, detail: string): Words {
  const { what, next } = reasonWords[reason];
  return { what: [what, plain(detail)].filter(Boolean).join(' '), next: inFlags(next) };
}

type OwnReason = Exclude<PauseReason, UnscoredReason>;

/** Reasons to pause that no single row can have. */
const own: Readonly<Record<OwnReason, (detail: string) => Words>> = {
  // Nobody pauses a run in a terminal: it waits for a batch, and says so.
  'asked to': (detail) => ({ what: detail, next: 'Take the results of the batch with gavel batch collect.' }),
  'most requests': (most) => ({
    what: `The run has sent ${most} requests, the most that --max-requests allows.`,
    next: '',
  }),
  'most cost': (most) => ({ what: `The run has cost ${most}, the most that --max-cost allows.`, next: '' }),
  'not written': (why) => ({ what: why, next: 'What could not be written is still to be judged.' }),
};

function isOwn(reason: PauseReason): reason is OwnReason {
  return Object.hasOwn(own, reason);
}
