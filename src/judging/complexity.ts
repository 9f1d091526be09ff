import { listwiseTask } from './listwise.ts';
import { criteriaPart } from './template/prompt.ts';

/** Our words; the markers, the index form and the reply form are ComplexityScorer's. */
const template = `You are given a numbered list of instructions that users gave to an AI assistant. Compare them and judge how difficult and complex each one is.

Give each instruction a score from 1 to {{ instructions|length }}: 1 for the simplest, {{ instructions|length }} for a very complex one. A score of {{ instructions|length + 1 }} is kept for an instruction too complex to be answered. Instructions of the same complexity may share a score.
Judge what it takes to answer well, not how long the instruction is.
${criteriaPart}
{{ reply_form }}

#Instruction List#:
{% for instruction in instructions %}
[{{ loop.index }}] {{ instruction }}
{%- endfor %}`;

/** ComplexityScorer (distilabel 1.x): the instructions of a row together, scored 1..n+1. */
export const complexity = listwiseTask({
  name: 'complexity',
  title: 'ComplexityScorer',
  template,
  items: (sample) => sample.instructions ?? [sample.instruction],
});
