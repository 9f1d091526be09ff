import { instructionText, noInstruction } from './content.ts';
import { at, isObject, isText, type JsonObject, type JsonPath, type JsonValue, own } from './json.ts';
import { formatPath } from './jsonPath.ts';
import type { SampleProblem } from './problem.ts';

/** What the judge is shown of everything before the response. */
export interface Prompt {
  instruction: string;
  system?: string;
}

/** One message of a conversation. */
export interface Turn {
  /** `system`, `user`, `assistant`, or what the row says (`tool`, …). */
  role: string;
  /** Where its content sits in the row. */
  path: JsonPath;
}

const roles: Readonly<Record<string, string>> = {
  human: 'user',
  prompter: 'user',
  gpt: 'assistant',
  model: 'assistant',
  bot: 'assistant',
  chatgpt: 'assistant',
  developer: 'system',
};

/** Whether a value is a conversation: OpenAI's `{role, content}` or ShareGPT's `{from, value}`. One look, no full check. */
export function isConversation(value: JsonValue | undefined): value is JsonValue[] {
  const first = Array.isArray(value) ? value[0] : undefined;
  return isObject(first) && (typeof own(first, 'role') === 'string' || typeof own(first, 'from') === 'string');
}

/** The turns of the conversation at a path; empty when there is none. */
export function turnsAt(row: JsonObject, path: JsonPath): Turn[] {
  const list = at(row, path);
  if (!isConversation(list)) return [];
  return list.map((message, index) => {
    const shareGpt = isObject(message) && own(message, 'role') === undefined && own(message, 'from') !== undefined;
    const role = isObject(message) ? own(message, shareGpt ? 'from' : 'role') : undefined;
    const name = typeof role === 'string' ? role.toLowerCase() : 'unknown';
    return {
      role: Object.hasOwn(roles, name) ? (roles[name] as string) : name,
      path: [...path, index, shareGpt ? 'value' : 'content'],
    };
  });
}

/** Whether a turn is the assistant's: the last such turn is the one that is judged. */
export function isAnswer(turn: Turn): boolean {
  return turn.role === 'assistant';
}

/** The field that holds what is said last in the conversation at a key, as a user would write it. */
export function lastTurnField(row: JsonObject, key: string): string {
  const name = turnsAt(row, [key]).at(-1)?.path.at(-1) ?? 'content';
  return `${formatPath([key])}[-1].${name}`;
}

/**
 * The turns before a response, as an instruction: a system turn in front apart, then the user's text when that is all
 * there is, otherwise a transcript.
 */
export function promptOf(row: JsonObject, turns: readonly Turn[]): Prompt | SampleProblem {
  const texts: string[] = [];
  for (const turn of turns) {
    const text = turnText(row, turn);
    if (typeof text !== 'string') return text;
    texts.push(text);
  }
  const opening = turns.findIndex((turn) => turn.role !== 'system');
  const question = texts.at(-1);
  if (opening < 0 || question === undefined) return noInstruction('nobody asks anything before the response');
  const asked = turns.filter((turn) => turn.role === 'user').length;
  const instruction =
    asked === 1 && turns.at(-1)?.role === 'user'
      ? question
      : turns
          .map((turn, index) => `${speaker(turn.role)}: ${texts[index]}`)
          .slice(opening)
          .join('\n\n');
  return opening === 0 ? { instruction } : { instruction, system: texts.slice(0, opening).join('\n\n') };
}

/** The instruction at a path: text, content parts, or a conversation up to the assistant's answer. */
export function promptAt(row: JsonObject, path: JsonPath): Prompt | SampleProblem {
  const turns = turnsAt(row, path);
  const last = turns.at(-1);
  if (last) return promptOf(row, isAnswer(last) ? turns.slice(0, -1) : turns);
  const instruction = instructionText(row, path);
  if (typeof instruction !== 'string') return instruction;
  return instruction.trim() === '' ? noInstruction(`\`${formatPath(path)}\` is empty`, path) : { instruction };
}

function turnText(row: JsonObject, turn: Turn): string | SampleProblem {
  const content = at(row, turn.path);
  const message = at(row, turn.path.slice(0, -1));
  const calls = isObject(message) ? toolCalls(message) : [];
  if (calls.length === 0) return instructionText(row, turn.path);
  return [...(isText(content) ? [content] : []), ...calls].join('\n');
}

/** Calls that an assistant turn makes instead of speaking; the tools' answers follow as turns of their own. */
function toolCalls(message: JsonObject): string[] {
  const calls = own(message, 'tool_calls');
  if (!Array.isArray(calls)) return [];
  return calls.flatMap((call) => {
    const called = isObject(call) ? own(call, 'function') : undefined;
    if (!isObject(called)) return [];
    const [name, given] = [own(called, 'name'), own(called, 'arguments')];
    return isText(name) ? [`[calls ${name}(${typeof given === 'string' ? given : JSON.stringify(given ?? {})})]`] : [];
  });
}

function speaker(role: string): string {
  return role.charAt(0).toUpperCase() + role.slice(1);
}
