import { contentHash } from '../dataset/hash.ts';
import type { Sample } from '../dataset/sample.ts';
import type { Model } from '../models/model.ts';
import { seededRandom } from '../statistics/seededRandom.ts';
import type { JudgeOptions, Task } from './task.ts';

/** One way in which a judgement asks: whom, and about which texts in which order. */
export interface Ballot {
  model: Model;
  /** Positions in the sample (0-based), in the order shown: all of them, or only some. */
  order: readonly number[];
  /** What a member of a jury is called, and no other member: its name, or its id where names are the same. */
  juror?: string;
}

/** All ways in which a judge asks about a sample; each is asked for `options.samples` replies. At least one. */
export function ballots(task: Task, sample: Sample, options: JudgeOptions, models: readonly Model[]): Ballot[] {
  const all = orders(task, sample, options);
  const names = new Set(models.map(({ name }) => name));
  const nameOf = ({ name, id }: Model) => (names.size === models.length ? name : id);
  return models.flatMap((model) =>
    all.map((order) => ({ model, order, ...(models.length > 1 && { juror: nameOf(model) }) })),
  );
}

/** The orders in which every model is asked about a sample's texts, the first one first. At least one. */
export function orders(task: Task, sample: Sample, options: JudgeOptions): number[][] {
  const n = task.items(sample).length;
  return task.pointwise ? Array.from({ length: n }, (_, i) => [i]) : ordersOf(n, options, sample);
}

/** How many replies a judgement on n texts asks for at most, re-asks apart. */
export function repliesAsked(task: Task, n: number, options: JudgeOptions, models: number): number {
  const orders = task.pointwise
    ? n
    : n < 2
      ? 1
      : { 'as given': 1, swap: 2, permute: rotations(n, options) }[options.order];
  return orders * models * options.samples;
}

/** The sample as a ballot shows it; itself where nothing is moved. */
export function shown(task: Task, sample: Sample, order: readonly number[]): Sample {
  const n = task.items(sample).length;
  const isAsGiven = order.length === n && order.every((position, i) => position === i);
  return isAsGiven ? sample : task.arrange(sample, order);
}

/**
 * `permute` takes rotations of one shuffled order, evenly apart: with as many of them as there are responses, every
 * response stands once in every place. The shuffle is drawn from the sample's content, so that the same sample is
 * always asked in the same orders.
 */
function ordersOf(n: number, options: JudgeOptions, sample: Sample): number[][] {
  const asGiven = Array.from({ length: n }, (_, i) => i);
  if (n < 2 || options.order === 'as given') return [asGiven];
  if (options.order === 'swap') return [asGiven, asGiven.toReversed()];
  const count = rotations(n, options);
  const base = shuffled(asGiven, seedOf(sample));
  return Array.from({ length: count }, (_, i) => rotated(base, Math.floor((i * n) / count)));
}

/** Of what a judge sees: what people said of the responses must not change what is asked. */
function seedOf({ labels: _, ...sample }: Sample): number {
  return Number.parseInt(contentHash(JSON.stringify(sample)).slice(0, 8), 16);
}

function rotations(n: number, { permutations }: JudgeOptions): number {
  return Math.min(n, Math.max(2, permutations));
}

function rotated(order: readonly number[], by: number): number[] {
  return [...order.slice(by), ...order.slice(0, by)];
}

function shuffled(order: readonly number[], seed: number): number[] {
  const random = seededRandom(seed);
  const left = [...order];
  const drawn: number[] = [];
  while (left.length > 0) drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  return drawn;
}
