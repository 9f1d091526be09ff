import { isAnswer, isConversation, lastTurnField, promptOf, turnsAt } from '../conversation.ts';
import { type JsonObject, own } from '../json.ts';
import type { RowShape } from '../rowShape.ts';
import { textAt } from './labels.ts';
import { defineShape } from './shape.ts';

/** ShareGPT: `conversations` of `{from, value}`. The last answer is judged against the turns before it. */
export const shareGpt = chatShape('ShareGPT', 21, ['conversations', 'conversation']);

/** OpenAI's chat format for fine-tuning: `messages` of `{role, content}`. */
export const openAiChat = chatShape('OpenAI chat', 22, ['messages']);

function chatShape(name: string, number: number, keys: readonly string[]): RowShape {
  const chatKey = (row: JsonObject) => keys.find((key) => isConversation(own(row, key))) ?? (keys[0] as string);
  const turns = (row: JsonObject) => turnsAt(row, [chatKey(row)]);
  return defineShape({
    name,
    number,
    matches: (row) => isConversation(own(row, chatKey(row))),
    fields: (row) => ({ instruction: chatKey(row), responses: lastTurnField(row, chatKey(row)) }),
    responsePaths: (row) => {
      const answer = turns(row).findLast(isAnswer);
      return answer ? [answer.path] : [];
    },
    missing: "no turn of the conversation is the assistant's",
    prompt: (row) => {
      const all = turns(row);
      return promptOf(row, all.slice(0, all.findLastIndex(isAnswer)));
    },
    extras: (row) => ({ system: textAt(row, 'system', 'system_prompt') }),
  });
}
