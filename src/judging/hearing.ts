import type { Sample } from '../dataset/sample.ts';
import type { ChatRequest, Reply } from '../models/model.ts';
import { withHardenedNote } from './attacks/hardened.ts';
import { type Ballot, shown } from './ballots.ts';
import { type Voted, votesOf } from './combine.ts';
import { exchange } from './exchange.ts';
import type { JudgeOptions, Task } from './task.ts';
import { isMedianSettled, isWinnerSettled } from './votes.ts';

/** A ballot and the request that it makes of a sample. */
export interface Asked extends Ballot {
  request: ChatRequest;
}

/**
 * Hears every ballot on a sample, each so often as the options want: more than half of that in any case, and no further
 * once nothing more can change what it comes to. Ends at the first request that nobody answers.
 */
export async function hear(
  task: Task,
  sample: Sample,
  options: JudgeOptions,
  asked: readonly Asked[],
  signal: AbortSignal,
): Promise<Voted[]> {
  const heard: Voted[] = [];
  const { samples, combine } = options;
  const n = task.items(sample).length;
  const left = new Map(asked.map((one) => [one, samples]));
  // So many decide, when they say the same; a mean is never decided early.
  const first = combine === 'mean' ? samples : Math.floor(samples / 2) + 1;
  for (const one of asked) if (!(await ask(one, first, 0))) return heard;
  for (let before = first; before < samples; before++)
    for (const one of asked) if (!isSettled(one) && !(await ask(one, 1, before))) return heard;
  return heard;

  /** Whether nothing that a ballot may still bring can change anything. */
  function isSettled({ order }: Asked): boolean {
    const votes = votesOf(heard, n, options);
    const toCome = (position: number) =>
      asked.reduce((all, one) => all + (one.order.includes(position) ? (left.get(one) ?? 0) : 0), 0);
    // Only whole replies count towards a median, where there is any.
    const whole = votes.filter(({ reason }) => reason === undefined);
    return combine === 'majority'
      ? isWinnerSettled(votes, toCome(0))
      : order.every((position) => isMedianSettled(whole, position, toCome(position), task.scale(n, options)));
  }

  /** Takes so many replies, in one request where the endpoint can. False when nobody answered. */
  async function ask(one: Asked, replies: number, before: number): Promise<boolean> {
    const { model, order, juror, request } = one;
    const waiting: Reply[] = [];
    for (let got = 0; got < replies; got++) {
      const next = waiting.shift();
      const wanted = { ...withSeed(request, before + got), ...(replies - got > 1 && { replies: replies - got }) };
      const asking = { task, model, options, sample: shown(task, sample, order), request: wanted, signal };
      const { more, ...result } = await exchange(asking, next && { reply: next, ms: 0 });
      waiting.push(...more.slice(0, replies - got - 1));
      heard.push({ ...result, order, ...(juror !== undefined && { juror }) });
      left.set(one, samples - before - got - 1);
      if (result.isFailure) return false;
    }
    return true;
  }
}

/** A seed that is set gives the same reply every time, so each further request has the next one. */
function withSeed(request: ChatRequest, further: number): ChatRequest {
  const { seed } = request.parameters;
  return seed === undefined || further === 0
    ? request
    : { ...request, parameters: { ...request.parameters, seed: seed + further } };
}

/** The request about a sample as it is shown. Throws TemplateError when a user template can't be rendered. */
export function requestFor(task: Task, sample: Sample, options: JudgeOptions): ChatRequest {
  const request = withHardenedNote(task.ask(sample, options), options);
  return task.pointwise || options.scoring === 'expected' ? { ...request, logprobs: true } : request;
}
