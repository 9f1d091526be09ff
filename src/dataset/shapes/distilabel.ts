import { noInstruction } from '../content.ts';
import { promptAt } from '../conversation.ts';
import { isText, type JsonObject, type JsonPath, own } from '../json.ts';
import { listAt, names, scoreLabels, textAt } from './labels.ts';
import { defineShape } from './shape.ts';

const responseKeys = ['responses', 'generations', 'generation'];

/** distilabel 1.x: `instruction` with `responses`, `generations` or one `generation`. */
export const distilabel = defineShape({
  name: 'distilabel',
  number: 18,
  matches: (row) => own(row, 'instruction') !== undefined && responseKeys.some((key) => own(row, key) !== undefined),
  fields: (row) => ({ instruction: 'instruction', responses: responseKey(row) }),
  responsePaths: (row) => pathsUnder(row, responseKey(row)),
  prompt: (row) => promptAt(row, ['instruction']),
  // `scores` and `rationales` are a judge's verdict on the row, `ratings` what the dataset holds to be right.
  extras: (row, n) => ({
    system: textAt(row, 'system_prompt'),
    responseNames: names(listAt(row, 'generation_models', 'generation_model'), n),
    labels: scoreLabels(own(row, 'ratings'), n),
  }),
});

/** distilabel 0.x: `input` and `generations`, with `rating`. */
export const distilabel0 = defineShape({
  name: 'distilabel 0.x',
  number: 19,
  matches: (row) => own(row, 'input') !== undefined && Array.isArray(own(row, 'generations')),
  fields: () => ({ instruction: 'input', responses: 'generations' }),
  responsePaths: (row) => pathsUnder(row, 'generations'),
  prompt: (row) => promptAt(row, ['input']),
  extras: (row, n) => ({
    system: textAt(row, 'system_prompt'),
    responseNames: names(listAt(row, 'generation_model', 'generation_models'), n),
    // Gavel's own export of a JudgeLM run writes `rating` too: a judge's scores, not people's.
    labels: own(row, 'gavel') === undefined ? scoreLabels(own(row, 'rating'), n) : undefined,
  }),
});

/** distilabel 1.x for ComplexityScorer: `instructions`, and nothing that answers them. */
export const distilabelInstructions = defineShape({
  name: 'distilabel instructions',
  number: 18,
  matches: (row) => Array.isArray(own(row, 'instructions')),
  fields: () => ({ instruction: 'instructions', responses: [] }),
  responsePaths: () => [],
  prompt: (row) => {
    const instructions = listAt(row, 'instructions');
    if (instructions.length > 0 && instructions.every(isText)) return { instruction: instructions.join('\n\n') };
    return noInstruction('`instructions` is not a list of texts', ['instructions']);
  },
  extras: (row) => ({ instructions: listAt(row, 'instructions').filter(isText) }),
});

function responseKey(row: JsonObject): string {
  return responseKeys.find((key) => own(row, key) !== undefined) ?? 'responses';
}

function pathsUnder(row: JsonObject, key: string): JsonPath[] {
  const value = own(row, key);
  if (Array.isArray(value)) return value.map((_, index) => [key, index]);
  return key === 'generation' && value !== undefined ? [[key]] : [];
}
