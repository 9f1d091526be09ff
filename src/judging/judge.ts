import { contentHash } from '../dataset/hash.ts';
import type { Sample } from '../dataset/sample.ts';
import type { ChatRequest, Model } from '../models/model.ts';
import { askedOptions } from './attacks/hardened.ts';
import { type Suspicions, suspicionsOf } from './attacks/suspicions.ts';
import { ballots, orders, repliesAsked, shown } from './ballots.ts';
import { judgementOf, type Voted } from './combine.ts';
import { exchange, type Trouble } from './exchange.ts';
import { hear, requestFor } from './hearing.ts';
import { idleOptions } from './idleOptions.ts';
import type { Attempt, Judgement } from './judgement.ts';
import type { JudgeOptions, Task } from './task.ts';
import { TemplateError } from './template/render.ts';

/** A task, a model and the options that change a verdict. */
export interface Judge {
  readonly task: Task;
  /** What it is called by: of a jury, all its members together. */
  readonly model: Pick<Model, 'id' | 'name'>;
  /** Its members: one, or those of a jury. */
  readonly members: readonly Pick<Model, 'id' | 'name'>[];
  readonly options: JudgeOptions;
  /** The exact first request for a sample. Throws TemplateError when a user template can't be rendered. */
  prompt(sample: Sample): ChatRequest;
  /** How many replies a sample takes at most, re-asks apart. */
  replies(sample: Sample): number;
  /** Hash of everything asked: messages, model and options. Rows may move; what was asked stays. */
  key(sample: Sample): string;
  /** One sample to one judgement: asks, reads, asks again what can't be read. Never rejects. */
  judge(sample: Sample, signal: AbortSignal): Promise<Judgement>;
}

/** An exchange that took place before: which texts it was about, in the order shown, and who says again what was said. */
interface Replayed {
  order: readonly number[];
  attempts: readonly Attempt[];
  model: Model;
}

/** The judgement that exchanges of before come to when they are read now: one alone, or several. Nobody is asked. */
export async function judgeAgain(
  task: Task,
  sample: Sample,
  options: JudgeOptions,
  replayed: readonly Replayed[],
  isSeveral: boolean,
): Promise<Judgement> {
  const { signal } = new AbortController();
  const { heard, trouble } = await unlessTemplate(async () => {
    const voted: Voted[] = [];
    for (const { order, attempts, model } of replayed) {
      const asked = shown(task, sample, order);
      const again = { ...options, reasks: attempts.length - 1 };
      const request = requestFor(task, asked, options);
      const result = await exchange({ task, model, options: again, sample: asked, request, signal });
      voted.push({ ...result, order });
    }
    return voted;
  });
  const n = task.items(sample).length;
  const about = { n, scale: task.scale(n, options), ms: 0, options, isSeveral };
  const judgement = judgementOf(heard, replayed[0]?.model.name ?? '', about, trouble);
  return withSuspicions(judgement, suspicionsOf(task, sample));
}

function withSuspicions(judgement: Judgement, suspicions: Suspicions): Judgement {
  return suspicions.length === 0 ? judgement : { ...judgement, suspicions };
}

/** What is heard; nothing, where a user template can't be rendered: that is the row's trouble, not an error. */
async function unlessTemplate(hearing: () => Promise<Voted[]>): Promise<{ heard: Voted[]; trouble?: Trouble }> {
  try {
    return { heard: await hearing() };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { heard: [], trouble: { reason: 'template', detail: error.message } };
  }
}

/** The request that a judge makes of a sample first, exactly. Throws TemplateError when a user template can't be rendered. */
export function firstRequest(task: Task, sample: Sample, options: JudgeOptions): ChatRequest {
  return requestIn(undefined, task, sample, options, suspicionsOf(task, sample));
}

function requestIn(
  order: readonly number[] | undefined,
  task: Task,
  sample: Sample,
  options: JudgeOptions,
  suspicions: Suspicions,
): ChatRequest {
  const first = order ?? orders(task, sample, options)[0] ?? [];
  return requestFor(task, shown(task, sample, first), askedOptions(task, options, suspicions));
}

/** Options that no prompt tells of. */
const aboutSeveral = ['order', 'permutations', 'samples', 'combine', 'scoring', 'leastMass'] as const;

/** See `Judge`. Several models are a jury: each is asked the same, and their scores become one. */
export function createJudge(task: Task, models: Model | readonly Model[], options: JudgeOptions): Judge {
  const members: readonly Model[] = 'complete' in models ? [models] : models;
  const model = { id: members.map(({ id }) => id).join(' + '), name: members.map(({ name }) => name).join(' + ') };
  // A run wants a sample's prompt and its key, and before its turn comes: made once, ahead of time.
  const prompts = new WeakMap<Sample, ChatRequest>();
  const keys = new WeakMap<Sample, string>();
  const scanned = new WeakMap<Sample, Suspicions>();
  const suspicions = (sample: Sample) => {
    const found = scanned.get(sample) ?? suspicionsOf(task, sample);
    scanned.set(sample, found);
    return found;
  };
  const request = (sample: Sample, order?: readonly number[]) =>
    requestIn(order, task, sample, options, suspicions(sample));
  const prompt = (sample: Sample) => {
    const known = prompts.get(sample) ?? request(sample);
    prompts.set(sample, known);
    return known;
  };
  const idle = idleOptions(task, options, members.length);
  const several = aboutSeveral.map((name) => !idle.has(name) && options[name]);
  const asked = (sample: Sample): unknown[] => {
    const { reasks, offScale } = options;
    try {
      const { messages, parameters, schema } = prompt(sample);
      // The prompt of a pointwise task tells of the first text only.
      const texts = task.pointwise && task.items(sample);
      // A template of the user's own need not tell its scale.
      const own = task.name === 'custom' && options.custom;
      return [task.name, model.id, messages, texts, parameters, schema, reasks, offScale, several, own];
    } catch {
      return [task.name, model.id, options, sample];
    }
  };
  return {
    task,
    model,
    members,
    options,
    prompt,
    replies: (sample) => repliesAsked(task, task.items(sample).length, options, members.length),
    key(sample) {
      const known = keys.get(sample) ?? contentHash(JSON.stringify(asked(sample)));
      keys.set(sample, known);
      return known;
    },
    async judge(sample, signal) {
      const started = performance.now();
      const n = task.items(sample).length;
      const { heard, trouble } = await unlessTemplate(() => {
        const asked = ballots(task, sample, options, members).map((ballot, i) => ({
          ...ballot,
          request: i === 0 ? prompt(sample) : request(sample, ballot.order),
        }));
        return hear(task, sample, options, asked, signal);
      });
      const isSeveral = repliesAsked(task, n, options, members.length) > 1;
      const about = { n, scale: task.scale(n, options), ms: performance.now() - started, options, isSeveral };
      return withSuspicions(judgementOf(heard, model.name, about, trouble), suspicions(sample));
    },
  };
}
