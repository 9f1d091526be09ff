import { promptAt } from '../conversation.ts';
import { type JsonObject, type JsonPath, own } from '../json.ts';
import type { HumanLabels } from '../sample.ts';
import { instructionWithInput } from './alpaca.ts';
import { names, numberOf } from './labels.ts';
import { defineShape } from './shape.ts';

const outputs = ['output_1', 'output_2'];
const responsePaths = (): JsonPath[] => outputs.map((key) => [key]);
const hasOutputs = (row: JsonObject) => outputs.every((key) => own(row, key) !== undefined);

/** AlpacaEval's annotations: `instruction`, `output_1`, `output_2`, `preference`. */
export const alpacaEval = defineShape({
  name: 'AlpacaEval',
  number: 8,
  matches: (row) => own(row, 'instruction') !== undefined && hasOutputs(row),
  fields: () => ({ instruction: 'instruction', responses: outputs }),
  responsePaths,
  prompt: instructionWithInput,
  extras: (row, n) => ({
    responseNames: names([own(row, 'generator_1'), own(row, 'generator_2')], n),
    labels: preferenceLabel(numberOf(own(row, 'preference'))),
  }),
});

/** LLMBar's rows: `input`, `output_1`, `output_2`, `label` (1 or 2). */
export const llmBar = defineShape({
  name: 'LLMBar',
  number: 9,
  matches: (row) => own(row, 'input') !== undefined && hasOutputs(row),
  fields: () => ({ instruction: 'input', responses: outputs }),
  responsePaths,
  prompt: (row) => promptAt(row, ['input']),
  extras: (row) => {
    const label = numberOf(own(row, 'label'));
    return { labels: label === 1 || label === 2 ? { preferred: label - 1 } : undefined };
  },
});

/** From 1 (the first is better) to 2 (the second). 1.5 is a tie, and so was 0 in AlpacaEval's first versions. */
function preferenceLabel(preference: number | null): HumanLabels | undefined {
  if (preference === 0 || preference === 1.5) return { tie: true };
  if (preference === null || preference < 1 || preference > 2) return undefined;
  return { preferred: preference < 1.5 ? 0 : 1 };
}
