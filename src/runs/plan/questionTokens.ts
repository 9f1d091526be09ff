import type { Sample } from '../../dataset/sample.ts';
import type { Judge } from '../../judging/judge.ts';
import { asksRationale } from '../../judging/task.ts';
import { TemplateError } from '../../judging/template/render.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import { estimateMessages } from './tokenEstimate.ts';

/** About what is sent and what comes back, in tokens. */
export interface QuestionTokens {
  input: number;
  output: number;
}

/** A line `[1] Score: 3`, or its share of a list in JSON. */
const scoreTokens = 8;

/** The sentence a response that `explain` asks for. */
const sentenceTokens = 30;

/** A rationale of the whole reply: JudgeLM's prompt asks for a comprehensive one. */
const rationaleTokens = 200;

/**
 * Guesses the tokens of all replies to a question and of their requests, as if each reply had its own; none where its
 * template can't be rendered: then nothing is asked.
 */
export function questionTokens({ task, options, prompt, replies }: Judge, sample: Sample): QuestionTokens {
  try {
    const times = replies(sample);
    const input = estimateMessages(prompt(sample).messages);
    const n = task.items(sample).length;
    const isOne = asksRationale(task.name, options);
    const texts = isOne ? rationaleTokens : options.explain ? n * sentenceTokens : 0;
    return { input: times * input, output: times * (n * scoreTokens + texts) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return { input: 0, output: 0 };
  }
}

/** Judgements before their mean is believed more than a guess. */
const enough = 5;

/** What a judgement of this run came to in output tokens, on average; undefined while there are too few. */
export function judgedOutput({ totals, canaries, tokens, length }: RunColumns): number | undefined {
  let counted = 0;
  for (let slot = 0; slot < length; slot++) if (!Number.isNaN(tokens[slot])) counted++;
  if (counted < enough) return undefined;
  const ofCanaries = canaries.reduce((sum, canary) => sum + (canary.tokens?.output ?? 0), 0);
  return (totals.tokens.output - ofCanaries) / counted;
}
