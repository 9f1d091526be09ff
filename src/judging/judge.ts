import { contentHash } from '../dataset/hash.ts';
import type { Sample } from '../dataset/sample.ts';
import type { ChatRequest, Model } from '../models/model.ts';
import { ballots, repliesAsked, shown } from './ballots.ts';
import { judgementOf, type Voted } from './combine.ts';
import { exchange, type Trouble } from './exchange.ts';
import { hear, requestFor } from './hearing.ts';
import type { Attempt, Judgement } from './judgement.ts';
import type { JudgeOptions, Task } from './task.ts';
import { TemplateError } from './template/render.ts';

/** A task, a model and the options that change a verdict. */
export interface Judge {
  readonly task: Task;
  /** What it is called by: of a jury, all its members together. */
  readonly model: Pick<Model, 'id' | 'name'>;
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

/** The judgement that exchanges of before come to when they are read now. Nobody is asked. */
export async function judgeAgain(
  task: Task,
  sample: Sample,
  options: JudgeOptions,
  replayed: readonly Replayed[],
): Promise<Judgement> {
  const { signal } = new AbortController();
  const heard: Voted[] = [];
  for (const { order, attempts, model } of replayed) {
    const asked = shown(task, sample, order);
    const again = { ...options, reasks: attempts.length - 1 };
    const request = requestFor(task, asked, options);
    const result = await exchange({ task, model, options: again, sample: asked, request, signal });
    heard.push({ ...result, order });
  }
  const n = task.items(sample).length;
  return judgementOf(heard, replayed[0]?.model.name ?? '', { n, scale: task.scale(n, options), ms: 0, options });
}

/** See `Judge`. Several models are a jury: each is asked the same, and their scores become one. */
export function createJudge(task: Task, models: Model | readonly Model[], options: JudgeOptions): Judge {
  const members: readonly Model[] = 'complete' in models ? [models] : models;
  const model = { id: members.map(({ id }) => id).join(' + '), name: members.map(({ name }) => name).join(' + ') };
  // A run wants a sample's prompt and its key, and before its turn comes: made once, ahead of time.
  const prompts = new WeakMap<Sample, ChatRequest>();
  const keys = new WeakMap<Sample, string>();
  const prompt = (sample: Sample) => {
    const known =
      prompts.get(sample) ??
      requestFor(task, shown(task, sample, ballots(task, sample, options, members)[0]?.order ?? []), options);
    prompts.set(sample, known);
    return known;
  };
  const asked = (sample: Sample): unknown[] => {
    const { reasks, offScale, order, permutations, samples, combine, scoring, leastMass } = options;
    const several = [order, order === 'permute' && permutations, samples, combine, scoring, leastMass];
    try {
      const { messages, parameters, schema } = prompt(sample);
      return [task.name, model.id, messages, parameters, schema, reasks, offScale, several];
    } catch {
      return [task.name, model.id, options, sample];
    }
  };
  return {
    task,
    model,
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
      let heard: Voted[] = [];
      let trouble: Trouble | undefined;
      try {
        const asked = ballots(task, sample, options, members).map((ballot, i) => ({
          ...ballot,
          request: i === 0 ? prompt(sample) : requestFor(task, shown(task, sample, ballot.order), options),
        }));
        heard = await hear(task, sample, options, asked, signal);
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        trouble = { reason: 'template', detail: error.message };
      }
      const about = { n, scale: task.scale(n, options), ms: performance.now() - started, options };
      return judgementOf(heard, model.name, about, trouble);
    },
  };
}
