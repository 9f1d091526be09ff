import { instructionText } from '../../dataset/content.ts';
import { isAnswer, isConversation, promptOf, type Turn, turnsAt } from '../../dataset/conversation.ts';
import { at, type JsonObject, type JsonPath } from '../../dataset/json.ts';
import { parseRow } from '../../dataset/parseRow.ts';
import type { Sample } from '../../dataset/sample.ts';
import type { ChatMessage } from '../../models/model.ts';

/** What a model that is trained is asked. A reference answer is no part of it: it would give the answer away. */
export interface TrainingPrompt {
  instruction: string;
  system?: string;
  /** The system prompt, where there is one, and the conversation up to the answer. */
  messages: ChatMessage[];
}

/**
 * The prompt of a sample. Judges are shown a conversation of several turns as one text; where the row (its JSON) still
 * tells the turns, they are turns again. `system`: whether the system prompt is a part of it.
 */
export function trainingPrompt(
  sample: Sample,
  row: string | undefined,
  { system: wanted = true } = {},
): TrainingPrompt {
  const { instruction } = sample;
  const system = wanted ? sample.system : undefined;
  const turns = turnsOf(instruction, row) ?? [{ role: 'user', content: instruction }];
  if (system === undefined) return { instruction, messages: turns };
  return { instruction, system, messages: [{ role: 'system', content: system }, ...turns] };
}

/** How `promptOf` begins a conversation of several turns. */
const transcript = /^\p{L}[\p{L}\p{N}_-]*: /u;

function turnsOf(instruction: string, row: string | undefined): ChatMessage[] | undefined {
  if (row === undefined || !transcript.test(instruction)) return undefined;
  const parsed = parseRow(row);
  if ('trouble' in parsed) return undefined;
  const { object } = parsed;
  for (const path of conversations(object)) {
    const all = turnsAt(object, path);
    for (const turns of [all.slice(0, all.findLastIndex(isAnswer)), all]) {
      const prompt = promptOf(object, turns);
      // Only the turns that make up the very text that was judged.
      if ('instruction' in prompt && prompt.instruction === instruction) return asMessages(object, turns);
    }
  }
  return undefined;
}

function conversations(row: JsonObject): JsonPath[] {
  const paths: JsonPath[] = [...Object.keys(row).map((key) => [key]), ['input', 'messages']];
  return paths.filter((path) => isConversation(at(row, path)));
}

/** Undefined where a turn is nobody's that every trainer knows (a tool's). */
function asMessages(row: JsonObject, turns: readonly Turn[]): ChatMessage[] | undefined {
  const messages: ChatMessage[] = [];
  const opening = turns.findIndex(({ role }) => role !== 'system');
  for (const { role, path } of turns.slice(opening)) {
    const content = instructionText(row, path);
    if (typeof content !== 'string' || !isRole(role)) return undefined;
    messages.push({ role, content });
  }
  return messages;
}

function isRole(role: string): role is ChatMessage['role'] {
  return role === 'user' || role === 'assistant' || role === 'system';
}
