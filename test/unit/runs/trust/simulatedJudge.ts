import { contentHash } from '../../../../src/dataset/hash.ts';
import type { Choice, Sample } from '../../../../src/dataset/sample.ts';
import { createJudge } from '../../../../src/judging/judge.ts';
import type { Judgement } from '../../../../src/judging/judgement.ts';
import { defaultOptions } from '../../../../src/judging/options.ts';
import type { JudgeOptions, TaskName } from '../../../../src/judging/task.ts';
import { tasks } from '../../../../src/judging/tasks.ts';
import type { Model } from '../../../../src/models/model.ts';
import type { JudgedRecord } from '../../../../src/runs/run.ts';
import { measureTrust, type Trust } from '../../../../src/runs/trust/trust.ts';
import { seededRandom } from '../../../../src/statistics/seededRandom.ts';
import { runOf, sourceOf } from '../../exportRuns.ts';

/** What is known to be wrong with a simulated judge, on JudgeLM's scale of 1..10. */
export interface Faults {
  /** Added to the score of the response at each place, the first first; 0 for places beyond. */
  places?: readonly number[];
  /** Standard deviation of normal noise in each score. */
  noise?: number;
  /** Added a character beyond the hundredth. */
  perCharacter?: number;
  /** What it does with a score in the end. */
  gives?(score: number): number;
  seed?: number;
  name?: string;
}

/** A model whose scores are a response's true quality, which its text tells (`Q6.25 …`), and its faults. */
export function simulatedModel(faults: Faults = {}): Model {
  const { places = [], noise = 0, perCharacter = 0, gives = (score) => score, seed = 7, name = 'simulated' } = faults;
  const normal = normalNumbers(seededRandom(seed));
  return {
    id: name,
    name,
    async complete({ subject }) {
      const scores = subject.answers.map((answer, place) => {
        const length = perCharacter * (answer.length - 100);
        return gives(qualityOf(answer) + (places[place] ?? 0) + length + noise * normal());
      });
      return { kind: 'reply', text: scores.map((score) => score.toFixed(6)).join(' '), finish: 'stop', model: name };
    },
  };
}

/** The true quality of a response. */
export function qualityOf(answer: string): number {
  return Number(/^Q([\d.]+)/.exec(answer)?.[1]);
}

/** Standard normal numbers, by Box and Muller. */
function normalNumbers(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Samples of n responses whose qualities lie in the middle of the scale and have nothing to do with place or length. */
export function simulatedSamples(rows: number, n: number, seed = 3): Sample[] {
  const random = seededRandom(seed);
  return Array.from({ length: rows }, (_, row) => ({
    instruction: `Question ${row}?`,
    responses: Array.from({ length: n }, () => {
      const quality = `Q${(4 + 3 * random()).toFixed(3)} `;
      return quality.padEnd(Math.floor(60 + 80 * random()), 'x');
    }),
  }));
}

/** What a person says who sees the true qualities. */
export function trueChoice({ responses }: Sample): Choice {
  const qualities = responses.map(qualityOf);
  return qualities.indexOf(Math.max(...qualities));
}

/** The judgements of a judge on samples, one after the other. */
export async function judgeAll(
  samples: readonly Sample[],
  models: Model | readonly Model[],
  options: Partial<JudgeOptions> = {},
  task: TaskName = 'judgelm',
): Promise<Judgement[]> {
  const judge = createJudge(tasks[task], models, { ...defaultOptions, systemPrompt: '', ...options });
  const judgements: Judgement[] = [];
  for (const sample of samples) judgements.push(await judge.judge(sample, new AbortController().signal));
  return judgements;
}

/** What is measured of a run over samples with these judgements; `labels` are columns of the rows. */
export function trustOf(
  samples: readonly Sample[],
  judgements: readonly Judgement[],
  labelColumns: readonly string[] = [],
  task: TaskName = 'judgelm',
): Promise<Trust> {
  const lines = samples.map((sample) => JSON.stringify(sample));
  const records = judgements.map((judgement, index): JudgedRecord => {
    const text = lines[index] ?? '';
    const row = { index, line: index + 1, offset: 0, length: text.length, hash: contentHash(text) };
    return { row, key: contentHash(`asked of row ${index}`), judgement };
  });
  return measureTrust({ run: runOf(records, task), source: () => sourceOf(lines), labelColumns }, () => undefined);
}
