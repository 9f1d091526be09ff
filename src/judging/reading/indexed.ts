import type { Scale } from '../../models/model.ts';
import type { Score, Verdict } from '../task.ts';
import { type CleanReply, clean } from './clean.ts';
import { countingAt } from './counting.ts';
import { readJsonVerdict } from './jsonVerdict.ts';
import { readLoneScore } from './loneScore.ts';
import { findNamedScores, type NamedScore } from './namedScores.ts';
import { missing } from './number.ts';
import { onScaleStated } from './otherScale.ts';
import { readOwnTurn } from './ownTurn.ts';
import { readPlainLines } from './plainLines.ts';
import { restOfLine, tidy } from './textPieces.ts';
import { unitWord } from './words.ts';

/**
 * Reads `[i] Score: s` lines, or a JSON object, by the index that the judge names: no score ever moves to another
 * response. distilabel's own reader goes by line number, so that one line of preamble moves all of them.
 */
export function readIndexed(reply: string, n: number, scale: Scale): Verdict {
  return (
    readPlainLines(reply, n, scale) ??
    readOwnTurn(clean(reply), (own) => onScaleStated(readAnyForm(own, n, scale), own.ascii, [n, scale.max]))
  );
}

function readAnyForm(cleaned: CleanReply, n: number, scale: Scale): Verdict {
  const wholes = [n, scale.max];
  const json = readJsonVerdict(cleaned, n, scale, wholes);
  const found = findNamedScores(cleaned, { scale, wholes }, json);
  const lines = verdictOf(found, cleaned.verbatim, n);
  const isWhole = lines.scores.every((s) => s.value !== null);
  const lastLine = found.findLast((f) => f.leading)?.end ?? -1;
  if (json && (!isWhole || json.end > lastLine)) {
    return isWhole ? { ...json, notes: ['The reply has two verdicts; the last one counts.'] } : json;
  }
  if (n === 1 && found.length === 0) return readLoneScore(cleaned, scale, wholes) ?? lines;
  return lines;
}

function verdictOf(found: readonly NamedScore[], text: string, n: number): Verdict {
  const notes: string[] = [];
  if (found.some((f) => f.index === 0)) {
    // Counted from 0? Or is 0 a slip? Either guess could move every score.
    notes.push('The reply counts from 0, so nobody can tell which response is meant.');
    return { scores: Array.from({ length: n }, () => missing), rationale: text.trim(), notes };
  }
  const scores: Score[] = [];
  const rationales: (string | null)[] = [];
  for (let i = 1; i <= n; i++) {
    const { one, isTwofold } = countingAt(i, found, text, n);
    if (isTwofold && one && one.score.value !== null)
      notes.push(`[${i}] has more than one score; the last one counts.`);
    scores.push(one?.score ?? missing);
    // After the word that stands for an unreadable score there is no reason, only the rest of that word.
    rationales.push(one && one.score.value !== null ? sameLineText(text, one, found) : null);
  }
  if (found.some((f) => f.index > n))
    notes.push(`The reply also scores a response that does not exist (there are ${n}).`);
  const rationale = textAround(text, found);
  return { scores, rationale, ...(rationales.some((r) => r !== null) && { rationales }), notes };
}

const unit = new RegExp(`[ \\t]*${unitWord}`, 'iuy');

function sameLineText(text: string, one: NamedScore, found: readonly NamedScore[]): string | null {
  const next = found.find((f) => f.start >= one.end)?.start ?? text.length;
  unit.lastIndex = one.end;
  const start = unit.test(text) ? unit.lastIndex : one.end;
  const tail = tidy(text.slice(start, Math.min(next, start + restOfLine(text, start).length)));
  return tail === '' ? null : tail;
}

/** What the judge says besides the scores and the sentences that follow them. */
function textAround(text: string, found: readonly NamedScore[]): string {
  let rest = '';
  let from = 0;
  for (const one of found) {
    rest += text.slice(from, one.start);
    from = one.end + restOfLine(text, one.end).length;
  }
  return tidy(rest + text.slice(from));
}
