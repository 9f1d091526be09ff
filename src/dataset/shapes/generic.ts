import { referenceText } from '../content.ts';
import { isAnswer, isConversation, promptAt, turnsAt } from '../conversation.ts';
import { isText, type JsonObject, type JsonPath, own } from '../json.ts';
import { instructionWithInput } from './alpaca.ts';
import { annotatorLabels, listAt, textAt } from './labels.ts';
import { defineShape } from './shape.ts';

const promptNames = ['prompt', 'question', 'query', 'instruction', 'input'];
const listNames = ['responses', 'answers', 'outputs', 'completions', 'generations'];
const answerNames = ['response', 'answer', 'output', 'completion', 'text'];
const numbered = /^(answer|response|output)_?(\d{1,4})(_body)?$/;
const referenceNames = ['reference', 'reference_answer', 'ground_truth', 'expected_output'];

/** Any row with one of the usual names for a prompt and one for an answer, numbered answers, or a list of them. */
export const generic = defineShape({
  name: 'generic',
  number: 28,
  matches: (row) => promptName(row) !== undefined && answerPaths(row).length > 0,
  fields: (row) => {
    const instruction = promptName(row);
    const reference = referenceName(row);
    return {
      ...(instruction && { instruction }),
      responses: shownAnswers(row),
      ...(reference && { reference }),
    };
  },
  responsePaths: answerPaths,
  missing: `none of its fields is named like one (${answerNames.join(', ')}, answer_1)`,
  prompt: (row) => {
    const name = promptName(row) ?? 'prompt';
    return name === 'instruction' ? instructionWithInput(row) : promptAt(row, [name]);
  },
  extras: (row, n) => {
    const reference = referenceName(row);
    return {
      reference: reference === undefined ? undefined : referenceText(own(row, reference)),
      system: textAt(row, 'system', 'system_prompt'),
      labels: annotatorLabels(row, n),
    };
  },
});

/** The key that holds the prompt, by the usual names. */
export function promptName(row: JsonObject): string | undefined {
  return promptNames.find((name) => isText(own(row, name)) || isConversation(own(row, name)));
}

/** The key that holds a reference answer, by the usual names. */
export function referenceName(row: JsonObject): string | undefined {
  return referenceNames.find((name) => referenceText(own(row, name)) !== undefined);
}

function listName(row: JsonObject): string | undefined {
  return listNames.find((name) => {
    const list = own(row, name);
    return Array.isArray(list) && typeof list[0] === 'string';
  });
}

/** `answer_1`, `answer_2`, … by number: of the kind of name that the row has most of. */
function numberedNames(row: JsonObject): string[] {
  const kinds = new Map<string, { key: string; n: number }[]>();
  for (const key of Object.keys(row)) {
    const [, stem, n, tail = ''] = numbered.exec(key) ?? [];
    if (stem === undefined) continue;
    const kind = kinds.get(stem + tail) ?? [];
    kind.push({ key, n: Number(n) });
    kinds.set(stem + tail, kind);
  }
  const [most = []] = [...kinds.values()].sort((a, b) => b.length - a.length);
  return most.sort((a, b) => a.n - b.n).map((name) => name.key);
}

/** Text where there is some; otherwise what stands in its place, so that it can be said that it isn't text. */
function answerName(row: JsonObject): string | undefined {
  const given = answerNames.filter((name) => (own(row, name) ?? null) !== null);
  return given.find((name) => typeof own(row, name) === 'string' || isConversation(own(row, name))) ?? given[0];
}

function answerPaths(row: JsonObject): JsonPath[] {
  const list = listName(row);
  if (list !== undefined) return listAt(row, list).map((_, index) => [list, index]);
  const several = numberedNames(row);
  if (several.length > 0) return several.map((name) => [name]);
  const name = answerName(row);
  if (name === undefined) return [];
  if (!isConversation(own(row, name))) return [[name]];
  const answer = turnsAt(row, [name]).findLast(isAnswer);
  return answer ? [answer.path] : [];
}

function shownAnswers(row: JsonObject): string | string[] {
  const several = numberedNames(row);
  return listName(row) ?? (several.length > 0 ? several : (answerName(row) ?? 'response'));
}
