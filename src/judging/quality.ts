import { listwiseTask } from './listwise.ts';
import { criteriaPart } from './template/prompt.ts';

/** Our words; the markers, the index form and the reply form are QualityScorer's. */
const template = `You are given a user's question and a numbered list of responses that AI assistants wrote to it. Compare the responses and judge how good each one is.

Give each response a score from 1 to {{ responses|length }}: 1 for the worst, {{ responses|length }} for a very good one. A score of {{ responses|length + 1 }} is kept for a response so well written that it could not be improved. Responses of the same quality may share a score.
Weigh helpfulness, relevance, accuracy, depth, creativity and level of detail. A longer response is not a better one, and its place in the list says nothing about it.
${criteriaPart}{% if reference %}
A reference answer is given below the question. Take it as correct.
{% endif %}
{{ reply_form }}

#Question#: {{ instruction }}
{% if reference %}#Reference Answer#: {{ reference }}
{% endif %}#Response List#:
{% for response in responses %}
[{{ loop.index }}] {{ response }}
{%- endfor %}`;

/** QualityScorer (distilabel 1.x): all responses together, scored 1..n+1. */
export const quality = listwiseTask({
  name: 'quality',
  title: 'QualityScorer',
  template,
  items: (sample) => sample.responses,
});
