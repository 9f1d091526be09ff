import type { Judge } from '../../judging/judge.ts';
import type { Breathe } from '../breathe.ts';
import { HashNumbers } from '../columns/hashNumbers.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import { keysOf, type Question, rowsTogether } from '../together.ts';

/** What a run knows of a question: its whole judgement; only that it was asked; nothing. */
type Recorded = 'known' | 'again' | 'new';

/** The same, or that a batch asks it. */
export type Standing = Recorded | 'under way';

/** Says what a run, of the same judge over the same source, knows of a question. */
export async function knownQuestions(
  judge: Judge,
  columns: RunColumns | undefined,
  breathe: Breathe,
): Promise<(question: Question) => Standing> {
  if (!columns) return () => 'new';
  const recorded = await recordedQuestions(judge, columns, breathe);
  const { batches } = columns;
  if (batches.open.length === 0) return recorded;
  return (question) => {
    const standing = recorded(question);
    // A batch knows what it asks by the prompts.
    return standing !== 'known' && batches.isUnderWay(judge.key(question.sample)) ? 'under way' : standing;
  };
}

/**
 * Says what the records tell. A row's content says what was asked about it, so no prompt need be rendered; only where
 * rows are compared with others that depends on these, too.
 */
async function recordedQuestions(
  judge: Judge,
  columns: RunColumns,
  breathe: Breathe,
): Promise<(question: Question) => Recorded> {
  if (columns.length === 0) return () => 'new';
  if (rowsTogether(judge) > 1) {
    return (question) => {
      const found = keysOf(question, judge).map((key) => columns.find(key));
      if (found.every((known) => known?.cells.status === 'scored')) return 'known';
      return found.includes(undefined) ? 'new' : 'again';
    };
  }
  const hashes = new HashNumbers(columns.length);
  // By a hash's number: whether there is a whole judgement of it.
  const whole = new Uint8Array(columns.length);
  for (let slot = 0; slot < columns.length; slot++) {
    if (columns.width(slot) > 0) {
      const number = hashes.addFrom(columns.hashes, slot);
      if (columns.statusOf(slot) === 'scored') whole[number] = 1;
    }
    const waiting = breathe();
    if (waiting) await waiting;
  }
  return ({ rows }) => {
    const number = hashes.numberOf(rows[0]?.row.hash ?? '');
    return number === undefined ? 'new' : whole[number] === 1 ? 'known' : 'again';
  };
}
