import { type Prompt, promptAt } from '../conversation.ts';
import { type JsonObject, own } from '../json.ts';
import type { SampleProblem } from '../problem.ts';
import { names, textAt } from './labels.ts';
import { defineShape } from './shape.ts';

/** Alpaca's `instruction`, `input`, `output`, and AlpacaEval's outputs, which have a `generator` and no `input`. */
export const alpaca = defineShape({
  name: 'Alpaca',
  number: 23,
  matches: (row) => own(row, 'instruction') !== undefined && own(row, 'output') !== undefined,
  fields: () => ({ instruction: 'instruction', responses: 'output' }),
  responsePaths: (row) => (own(row, 'output') === undefined ? [] : [['output']]),
  prompt: instructionWithInput,
  extras: (row, n) => ({ responseNames: names([own(row, 'generator')], n), system: textAt(row, 'system') }),
});

/** The task in `instruction`, what to do it with in Alpaca's `input` or Dolly's `context`, which may be empty or absent. */
export function instructionWithInput(row: JsonObject): Prompt | SampleProblem {
  const prompt = promptAt(row, ['instruction']);
  const input = textAt(row, 'input', 'context');
  if ('reason' in prompt || input === undefined) return prompt;
  return { ...prompt, instruction: `${prompt.instruction}\n\n${input}` };
}
