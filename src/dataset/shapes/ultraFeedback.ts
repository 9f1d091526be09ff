import { referenceText } from '../content.ts';
import { promptAt } from '../conversation.ts';
import { isObject, type JsonObject, type JsonPath, type JsonValue, own } from '../json.ts';
import type { HumanLabels } from '../sample.ts';
import { listAt, names, numberOf } from './labels.ts';
import { defineShape } from './shape.ts';

/** UltraFeedback as first published: `instruction` and `completions[]`, each with its `response` and annotations. */
export const ultraFeedback = defineShape({
  name: 'UltraFeedback',
  number: 11,
  matches: (row) => {
    const [first] = listAt(row, 'completions');
    return own(row, 'instruction') !== undefined && isObject(first) && own(first, 'response') !== undefined;
  },
  fields: () => ({ instruction: 'instruction', responses: 'completions[*].response' }),
  responsePaths: (row) => listAt(row, 'completions').map((_, index): JsonPath => ['completions', index, 'response']),
  // `custom_system_prompt` differs from completion to completion, so it is nobody's `system`.
  prompt: (row) => promptAt(row, ['instruction']),
  extras: (row, n) => ({
    reference: referenceText(listAt(row, 'correct_answers').filter((answer) => answer !== 'None')),
    responseNames: names(
      completions(row).map((completion) => own(completion, 'model')),
      n,
    ),
    labels: ratings(completions(row)),
  }),
});

function completions(row: JsonObject): JsonObject[] {
  return listAt(row, 'completions').filter(isObject);
}

function ratings(all: readonly JsonObject[]): HumanLabels | undefined {
  const scores = all.map(rating);
  return scores.some((score) => score !== null) ? { scores } : undefined;
}

/**
 * The mean over the aspects. `overall_score` comes only after it: hundreds of bad completions have a 10 there, as the
 * makers of ultrafeedback-binarized-preferences found (their dataset card).
 */
function rating(completion: JsonObject): number | null {
  const aspects = own(completion, 'annotations');
  const given = isObject(aspects) ? Object.values(aspects).map(aspectRating) : [];
  const known = given.filter((score) => score !== null);
  if (known.length > 0) return known.reduce((sum, score) => sum + score, 0) / known.length;
  return numberOf(own(completion, 'fine-grained_score')) ?? numberOf(own(completion, 'overall_score'));
}

function aspectRating(aspect: JsonValue): number | null {
  return isObject(aspect) ? numberOf(own(aspect, 'Rating')) : null;
}
