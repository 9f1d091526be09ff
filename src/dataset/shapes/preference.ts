import { isAnswer, isConversation, lastTurnField, type Prompt, promptAt, promptOf, turnsAt } from '../conversation.ts';
import { at, isText, type JsonObject, type JsonPath, type JsonValue, own } from '../json.ts';
import type { SampleProblem } from '../problem.ts';
import type { RowShape } from '../rowShape.ts';
import type { HumanLabels } from '../sample.ts';
import { names, numberOf, textAt } from './labels.ts';
import { defineShape } from './shape.ts';
import { promptLength, transcriptPrompt } from './transcript.ts';

const pair = ['chosen', 'rejected'];

/** UltraFeedback binarized (Zephyr's): conversations that include the prompt, beside `messages` and scores. */
export const ultraFeedbackBinarized = preferenceShape('UltraFeedback binarized', 12, (row) => {
  const scored = own(row, 'score_chosen') !== undefined || isConversation(own(row, 'messages'));
  return scored && isConversation(own(row, 'chosen'));
});

/** What distilabel's DPO formatters write. Argilla's first datasets have the same names with a hyphen. */
export const distilabelPreference = preferenceShape('distilabel preference', 18, (row) =>
  ['chosen_rating', 'chosen-rating'].some((key) => own(row, key) !== undefined),
);

/** TRL's preference format and HH-RLHF: with a prompt, or with one that both texts begin with. */
export const preference = preferenceShape('preference', 14, () => true);

function preferenceShape(name: string, number: number, has: (row: JsonObject) => boolean): RowShape {
  return defineShape({
    name,
    number,
    matches: (row) => pair.every((key) => isAnswered(own(row, key))) && has(row),
    fields: (row) => {
      const [key] = promptKeys(row);
      const chat = isConversation(own(row, 'chosen'));
      const instruction = key ?? (chat ? 'chosen' : undefined);
      const responses = chat ? pair.map((side) => lastTurnField(row, side)) : pair;
      return instruction === undefined ? { responses } : { instruction, responses };
    },
    responsePaths: (row) => {
      const paths = pair.map((key) => responsePath(row, key)).filter((path) => path !== undefined);
      return paths.length === pair.length ? paths : [];
    },
    missing: '`chosen` and `rejected` must both be text or end in an assistant turn',
    trim: (row, text) => (isConversation(own(row, 'chosen')) ? text : text.slice(sharedLength(row)).trimStart()),
    prompt: (row) => (isConversation(own(row, 'chosen')) ? chatPrompt(row) : textPrompt(row)),
    extras: (row, n) => ({
      system: textAt(row, 'system', 'system_prompt'),
      responseNames: sides(row, 'model', (values) => names(values, n)),
      labels: { preferred: 0, ...scores(row) },
    }),
  });
}

function responsePath(row: JsonObject, key: string): JsonPath | undefined {
  if (isConversation(own(row, key))) return turnsAt(row, [key]).findLast(isAnswer)?.path;
  return own(row, key) === undefined ? undefined : [key];
}

function isAnswered(value: JsonValue | undefined): boolean {
  return typeof value === 'string' || isConversation(value);
}

function promptKeys(row: JsonObject): string[] {
  const known = ['prompt', 'question', 'instruction', 'input'];
  return known.filter((key) => isText(own(row, key)) || isConversation(own(row, key)));
}

/** `chosen` is the whole conversation (UltraFeedback, TRL's implicit prompt), or goes on where `prompt` ends (TRL). */
function chatPrompt(row: JsonObject): Prompt | SampleProblem {
  const turns = turnsAt(row, ['chosen']);
  const before = turns.slice(0, turns.findLastIndex(isAnswer));
  const [key] = promptKeys(row);
  if (key === undefined) return promptOf(row, before);
  const asked = turnsAt(row, [key]);
  const question = asked.at(-1);
  if (question === undefined) {
    return before.some((turn) => turn.role === 'user') ? promptOf(row, before) : promptAt(row, [key]);
  }
  const repeated = before.some((turn) => turn.role === question.role && at(row, turn.path) === at(row, question.path));
  if (!repeated) return promptOf(row, [...asked, ...before]);
  return promptOf(row, before.length < asked.length ? asked : before);
}

function textPrompt(row: JsonObject): Prompt | SampleProblem {
  const [key] = promptKeys(row);
  if (key === undefined) {
    return { instruction: transcriptPrompt(String(own(row, 'chosen')).slice(0, sharedLength(row))) };
  }
  const prompt = promptAt(row, [key]);
  return 'reason' in prompt ? prompt : { ...prompt, instruction: transcriptPrompt(prompt.instruction) };
}

/** How much of `chosen` and `rejected` is prompt, not response. */
function sharedLength(row: JsonObject): number {
  const [chosen, rejected] = pair.map((key) => own(row, key));
  if (typeof chosen !== 'string' || typeof rejected !== 'string') return 0;
  const [key] = promptKeys(row);
  return promptLength(chosen, rejected, key === undefined ? undefined : own(row, key));
}

/** What the row says of each side: `chosen_model` and `rejected_model`, also with a hyphen or the other way round. */
function sides<T>(
  row: JsonObject,
  what: string,
  read: (values: (JsonValue | undefined)[]) => T | undefined,
): T | undefined {
  const forms = [
    (side: string) => `${side}_${what}`,
    (side: string) => `${side}-${what}`,
    (side: string) => `${what}_${side}`,
  ];
  return forms.map((form) => read(pair.map((side) => own(row, form(side))))).find((found) => found !== undefined);
}

function scores(row: JsonObject): HumanLabels | undefined {
  const read = (values: (JsonValue | undefined)[]) => {
    const numbers = values.map(numberOf);
    return numbers.some((number) => number !== null) ? { scores: numbers } : undefined;
  };
  return sides(row, 'score', read) ?? sides(row, 'rating', read);
}
