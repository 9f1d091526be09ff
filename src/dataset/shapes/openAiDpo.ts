import { isAnswer, isConversation, promptOf, turnsAt } from '../conversation.ts';
import { at, type JsonObject, type JsonPath } from '../json.ts';
import { defineShape } from './shape.ts';

const question: JsonPath = ['input', 'messages'];
const sides = ['preferred_output', 'non_preferred_output'];

/** OpenAI's format for preference fine-tuning: `input.messages`, `preferred_output`, `non_preferred_output`. */
export const openAiDpo = defineShape({
  name: 'OpenAI preference',
  number: 2,
  matches: (row) => isConversation(at(row, question)) && sides.every((side) => isConversation(at(row, [side]))),
  fields: () => ({ instruction: 'input.messages', responses: sides.map((side) => `${side}[-1].content`) }),
  responsePaths: (row) => {
    const paths = sides.flatMap((side) => answerPath(row, side));
    return paths.length === sides.length ? paths : [];
  },
  missing: '`preferred_output` and `non_preferred_output` must both hold an assistant turn',
  prompt: (row) => promptOf(row, turnsAt(row, question)),
  extras: () => ({ labels: { preferred: 0 } }),
});

function answerPath(row: JsonObject, side: string): JsonPath[] {
  const answer = turnsAt(row, [side]).findLast(isAnswer);
  return answer ? [answer.path] : [];
}
