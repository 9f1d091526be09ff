import { isParts, referenceText } from '../content.ts';
import { isAnswer, isConversation, promptAt, turnsAt } from '../conversation.ts';
import { at, type JsonObject, type JsonPath } from '../json.ts';
import { type PathPattern, parsePath, resolvePath } from '../jsonPath.ts';
import type { SampleProblem } from '../problem.ts';
import type { FieldMapping, RowShape } from '../rowShape.ts';
import { promptName, referenceName } from './generic.ts';
import { defineShape } from './shape.ts';

/** The shape that a user's own mapping describes; a problem when it is no such mapping. Takes any JSON: settings are hostile. */
export function mappedShape(fields: FieldMapping): RowShape | SampleProblem {
  const given: unknown = fields;
  if (typeof given !== 'object' || given === null || !('responses' in given)) return badPath('responses', undefined);
  const responses: PathPattern[] = [];
  for (const path of [fields.responses].flat()) {
    const pattern = parsePath(path);
    if (pattern === undefined) return badPath('responses', path);
    responses.push(pattern);
  }
  if (responses.length === 0) return badPath('responses', undefined);
  const instruction = parsePath(fields.instruction);
  if (fields.instruction !== undefined && !instruction) return badPath('instruction', fields.instruction);
  const reference = parsePath(fields.reference);
  if (fields.reference !== undefined && !reference) return badPath('reference', fields.reference);
  const responsePaths = (row: JsonObject) => responses.flatMap((pattern) => responsesAt(row, pattern));
  return defineShape({
    name: 'gavel.fields',
    number: 28,
    matches: (row) => responsePaths(row).length > 0,
    fields: () => fields,
    responsePaths,
    prompt: (row) => promptAt(row, placeOf(row, instruction, promptName) ?? [fields.instruction ?? 'prompt']),
    extras: (row) => {
      const place = placeOf(row, reference, referenceName);
      return { reference: place && referenceText(at(row, place)) };
    },
  });
}

/** Responses at a path: text or content parts as they are, of a conversation its last answer, of a list each element. */
function responsesAt(row: JsonObject, pattern: PathPattern): JsonPath[] {
  return resolvePath(row, pattern).flatMap((path): JsonPath[] => {
    const value = at(row, path);
    if (isConversation(value))
      return turnsAt(row, path)
        .filter(isAnswer)
        .slice(-1)
        .map((turn) => turn.path);
    return Array.isArray(value) && !isParts(value) ? value.map((_, index) => [...path, index]) : [path];
  });
}

function placeOf(
  row: JsonObject,
  pattern: PathPattern | undefined,
  usualName: (row: JsonObject) => string | undefined,
): JsonPath | undefined {
  if (pattern) return resolvePath(row, pattern)[0];
  const name = usualName(row);
  return name === undefined ? undefined : [name];
}

function badPath(field: keyof FieldMapping, path: unknown): SampleProblem {
  const found = path === undefined ? 'missing' : `${JSON.stringify(path)}, which is no path`;
  return {
    reason: 'unknown shape',
    message: `\`gavel.fields\`: \`${field}\` is ${found}.`,
    next: 'Write paths like `prompt`, `answers[*].text` or `turns[-1].value`.',
  };
}
