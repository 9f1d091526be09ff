import type { JsonObject } from './json.ts';
import { parseRow } from './parseRow.ts';
import { positionAt } from './position.ts';
import type { RowProblem, Trouble } from './problem.ts';
import type { FieldMapping, RowShape } from './rowShape.ts';
import type { Row } from './rows.ts';
import type { Sample } from './sample.ts';
import { alpaca } from './shapes/alpaca.ts';
import { openAiChat, shareGpt } from './shapes/chat.ts';
import { distilabel, distilabel0, distilabelInstructions } from './shapes/distilabel.ts';
import { generic } from './shapes/generic.ts';
import { humanVotes } from './shapes/humanVotes.ts';
import { judgeLm } from './shapes/judgeLm.ts';
import { mappedShape } from './shapes/mapped.ts';
import { openAiDpo } from './shapes/openAiDpo.ts';
import { alpacaEval, llmBar } from './shapes/pairs.ts';
import { distilabelPreference, preference, ultraFeedbackBinarized } from './shapes/preference.ts';
import { ultraFeedback } from './shapes/ultraFeedback.ts';
import { valueOffsets } from './valueOffsets.ts';

/** What a dataset's rows were found to be. */
export interface DetectedShape {
  shape: RowShape;
  /** What is read from where, to show before a run: "responses: answer1_body, answer2_body". */
  mapping: FieldMapping;
  /** How many of the rows looked at have the shape. */
  matched: number;
  of: number;
}

/** Specific signatures before generic ones: a row that fits several shapes has the first. */
const shapes: readonly RowShape[] = [
  openAiDpo,
  judgeLm,
  humanVotes,
  alpacaEval,
  llmBar,
  ultraFeedback,
  ultraFeedbackBinarized,
  distilabelPreference,
  preference,
  distilabel,
  distilabel0,
  distilabelInstructions,
  shareGpt,
  openAiChat,
  alpaca,
  generic,
];

/** A dataset has a shape when at least this share of its first rows has it. */
const quorum = 0.8;

/**
 * Finds the shape of a dataset from its first valid rows (20 are plenty). The user's own `fields`, where given, are
 * taken instead of any known shape. Never throws; the problem is the whole file's, at its first line.
 */
export function detectShape(sampleRows: readonly JsonObject[], fields?: FieldMapping): DetectedShape | RowProblem {
  const mapped = fields && mappedShape(fields);
  if (mapped && 'reason' in mapped) return wholeFile(mapped);
  const candidates = (mapped ? [mapped] : shapes).map((shape) => {
    const matching = sampleRows.filter((row) => shape.matches(row));
    return { shape, matched: matching.length, first: matching[0] };
  });
  // A user's mapping needs no quorum: they know their file, and a row without the fields gives its own problem.
  const needed = mapped ? 1 : sampleRows.length * quorum;
  const found = candidates.find((candidate) => candidate.first && candidate.matched >= needed);
  if (!found?.first) return wholeFile(unknownShape(sampleRows, candidates, fields));
  const { shape, matched, first } = found;
  return { shape, mapping: fields ?? shape.fields(first), matched, of: sampleRows.length };
}

/** Parses one row's text and reads its sample by the shape; never throws. */
export function readSample(row: Row, shape: RowShape): Sample | RowProblem {
  const parsed = parseRow(row.text);
  if ('trouble' in parsed) return rowProblem(row, parsed.trouble, parsed.offset);
  const sample = shape.read(parsed.object);
  if (!('reason' in sample)) return sample;
  const { path = [], ...trouble } = sample;
  return rowProblem(row, trouble, valueOffsets(row.text, [path])?.[0]?.start ?? 0);
}

/** What is wrong with a row, at a UTF-16 offset of its text. */
export function rowProblem(row: Row, trouble: Trouble, offset: number): RowProblem {
  const { line, column } = positionAt(row, row.text, offset);
  return { ...trouble, index: row.index, line, column, offset: row.offset, length: row.length, text: row.text };
}

function wholeFile(trouble: Trouble): RowProblem {
  const { reason, message, next } = trouble;
  return { reason, message, next, line: 1, column: 1 };
}

const setFields =
  'Set `gavel.fields` to say where the instruction and the responses are: {"instruction": "prompt", "responses": "answers[*].text"}.';

function unknownShape(
  rows: readonly JsonObject[],
  candidates: readonly { shape: RowShape; matched: number }[],
  fields: FieldMapping | undefined,
): Trouble {
  const reason = 'unknown shape';
  if (rows.length === 0) {
    return {
      reason,
      message: 'No row could be read as a JSON object.',
      next: 'Correct the rows shown under Problems.',
    };
  }
  const keys = `Keys found: ${keysOf(rows)}.`;
  if (fields) {
    const paths = [fields.responses].flat().join(', ');
    return { reason, message: `\`gavel.fields\` finds no response at ${paths}. ${keys}`, next: setFields };
  }
  const partly = candidates.filter((candidate) => candidate.matched > 0);
  if (partly.length === 0) return { reason, message: `The rows have no known shape. ${keys}`, next: setFields };
  const counts = partly.map(({ shape, matched }) => `${shape.name} ${matched}`).join(', ');
  return {
    reason,
    message: `The first ${rows.length} rows don't have one shape (${counts}). ${keys}`,
    next: setFields,
  };
}

/** The rows' keys in order of appearance; short, because a hostile file may have thousands of long ones. */
function keysOf(rows: readonly JsonObject[]): string {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (keys.length === 0) return 'none';
  const shown = keys.slice(0, 12).map((key) => (key.length > 40 ? `${key.slice(0, 40)}…` : key));
  return shown.join(', ') + (keys.length > shown.length ? ` and ${keys.length - shown.length} more` : '');
}
