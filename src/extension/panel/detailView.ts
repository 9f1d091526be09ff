import type { Sample } from '../../dataset/sample.ts';
import type { Judgement } from '../../judging/judgement.ts';
import { meanNormalised } from '../../judging/judgement.ts';
import { reasonWords } from '../../judging/reasonWords.ts';
import type { Task } from '../../judging/task.ts';
import { cellsOf } from '../../runs/columns/recordCells.ts';
import { isJudged, type JudgedRecord, type MalformedRecord, type RunRecord } from '../../runs/run.ts';
import type { DetailView, JudgedText } from '../../shared/protocol.ts';
import { suspicionNotes } from '../suspicionNotes.ts';
import type { Translate } from '../translate.ts';
import { flagsOf, scoreCells } from './rowView.ts';
import { votesView } from './votesView.ts';

/** A record with everything there is to know of it. `sample` is undefined when the source row has changed or is gone. */
export function detailView(
  record: RunRecord,
  task: Task,
  sample: Sample | undefined,
  translate: Translate,
): DetailView {
  return isJudged(record) ? judgedView(record, task, sample, translate) : malformedView(record, translate);
}

function judgedView(record: JudgedRecord, task: Task, sample: Sample | undefined, translate: Translate): DetailView {
  const { row, judgement } = record;
  const { status, scale, rationale, notes, model, attempts, tokens, ms } = judgement;
  return {
    row: row.index,
    line: row.line,
    status,
    flags: flagsOf(cellsOf(record), judgement.offScale.length > 0),
    changed: sample === undefined,
    instruction: sample?.instruction ?? null,
    ...(sample?.system === undefined ? {} : { system: sample.system }),
    ...(sample?.reference === undefined ? {} : { reference: sample.reference }),
    texts: judgedTexts(judgement, task, sample, translate),
    scale,
    mean: meanNormalised(judgement),
    rationale,
    notes: [...notes, ...suspicionNotes(judgement, translate)],
    ...votesView(judgement, translate),
    ...troubleOf(judgement, translate),
    model,
    attempts,
    ...(tokens === undefined ? {} : { tokens }),
    ms,
  };
}

function judgedTexts(judgement: Judgement, task: Task, sample: Sample | undefined, translate: Translate): JudgedText[] {
  const texts = sample === undefined ? [] : task.items(sample);
  return scoreCells(judgement, translate).map((score, i) => {
    const by = sample?.responseNames?.[i];
    const humanScore = sample?.labels?.scores?.[i] ?? undefined;
    return {
      text: texts[i] ?? null,
      ...(by === undefined ? {} : { by }),
      ...(sample?.labels?.preferred === i ? { preferred: true } : {}),
      ...(humanScore === undefined ? {} : { humanScore }),
      score,
      rationale: judgement.rationales?.[i] ?? null,
    };
  });
}

function troubleOf({ reason, detail }: Judgement, translate: Translate): Pick<DetailView, 'trouble'> {
  if (reason === undefined) return {};
  const { what, next } = reasonWords[reason];
  return { trouble: { reason, what: translate(what), next: translate(next), ...(detail ? { detail } : {}) } };
}

function malformedView({ row, problem }: MalformedRecord, translate: Translate): DetailView {
  const { reason, message, next, line, column } = problem;
  return {
    row: row.index,
    line: row.line,
    status: 'malformed',
    flags: [],
    changed: false,
    instruction: null,
    texts: [],
    scale: null,
    mean: null,
    rationale: '',
    notes: [],
    trouble: { reason, what: translate(message), next: translate(next), line, column },
    attempts: [],
  };
}
