import type { Span } from './clean.ts';
import type { NamedScore, NumberForm } from './namedScores.ts';
import { readNumber } from './number.ts';
import { itemWord, overallWord, scoreWord, wholeWord } from './words.ts';

interface Row extends Span {
  /** Without their Markdown. */
  cells: string[];
}

const name = new RegExp(`^(?:${itemWord}[\\s#_]*)?\\[?(?:${itemWord}[\\s#_]*)?#?(\\d{1,4})\\]?$`, 'iu');
const nameColumn = new RegExp(`^(?:#|no\\.?|id|index|(?:${itemWord})(?:\\s(?:id|no\\.?|number))?|)$`, 'iu');
const scoreColumn = new RegExp(`^(?:(?:${wholeWord}[ \\t]*)?${scoreWord}|${overallWord})(?:[ \\t]*\\(.*\\))?$`, 'iu');
const wholeColumn = new RegExp(`^${wholeWord}`, 'iu');
/** A table of criteria has a score for each of them, not for each response. */
const criterion = /^(?:criteri(?:on|a)|aspects?|dimensions?|factors?|categor(?:y|ies))$/i;

/** Scores in tables: a row for each name under a column "Score", or a column for each name. */
export function findInTables(text: string, form: NumberForm): NamedScore[] {
  return tablesOf(text).flatMap((rows) => {
    const byRow = readRows(rows, form);
    return byRow.length > 0 ? byRow : readColumns(rows, form);
  });
}

function readRows([header, ...rows]: readonly Row[], form: NumberForm): NamedScore[] {
  const titles = header?.cells ?? [];
  if (titles.some((title) => criterion.test(title))) return [];
  const names = titles.findLastIndex((title) => nameColumn.test(title) && title !== '');
  const column = names >= 0 ? names : titles.indexOf('');
  const scores = onlyOne(titles.flatMap((title, i) => (scoreColumn.test(title) ? [{ title, at: i }] : [])));
  if (column < 0 || !scores) return [];
  return rows.flatMap((row) => {
    const index = name.exec(row.cells[column] ?? '')?.[1];
    const cell = row.cells[scores.at];
    return index === undefined || cell === undefined ? [] : [toNamed(Number(index), row, cell, form)];
  });
}

function readColumns([header, ...rows]: readonly Row[], form: NumberForm): NamedScore[] {
  const names = header?.cells.flatMap((text, at) => {
    const index = /^\D.*\d\]?$/.test(text) ? name.exec(text)?.[1] : undefined;
    return index === undefined ? [] : [{ index: Number(index), at }];
  });
  if (!header || !names || names.length === 0) return [];
  const isLabelled = names[0]?.at !== 0;
  const row = isLabelled
    ? onlyOne(rows.flatMap((r) => (scoreColumn.test(r.cells[0] ?? '') ? [{ ...r, title: r.cells[0] ?? '' }] : [])))
    : rows.length === 1
      ? rows[0]
      : undefined;
  if (!row) return [];
  return names.flatMap(({ index, at }) => {
    const cell = row.cells[at];
    return cell !== undefined ? [toNamed(index, row, cell, form)] : [];
  });
}

/** The only one, or the only one that says that it is about the whole. */
function onlyOne<T extends { title: string }>(all: readonly T[]): T | undefined {
  if (all.length === 1) return all[0];
  const whole = all.filter(({ title }) => wholeColumn.test(title));
  return whole.length === 1 ? whole[0] : undefined;
}

function toNamed(index: number, row: Row, cell: string, { scale, wholes }: NumberForm): NamedScore {
  const { score, end } = readNumber(cell, 0, scale, wholes);
  const isWhole = cell.slice(end).replace(/[*_`\s]/g, '') === '';
  return {
    index,
    score: isWhole ? score : { value: null, gap: 'unreadable' },
    // Behind the row, so that the table stays in the rationale.
    start: row.end,
    end: row.end,
    leading: true,
  };
}

/** Lines with bars that follow each other; lines of dashes are left out. */
function tablesOf(text: string): Row[][] {
  const tables: Row[][] = [];
  let rows: Row[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    const end = start + line.length;
    if (/^[\s|:+=-]*$/.test(line) ? line.trim() === '' : !line.includes('|')) {
      if (rows.length > 1) tables.push(rows);
      rows = [];
    } else if (/[^\s|:+=-]/.test(line)) rows.push({ cells: cellsOf(line), start, end });
    start = end + 1;
  }
  return rows.length > 1 ? [...tables, rows] : tables;
}

/** Longer lines are prose with bars in it, or a model that ran away. */
const longestLine = 2000;

function cellsOf(line: string): string[] {
  if (line.length > longestLine) return [];
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').map((cell) => cell.replace(/[*_`]/g, '').trim());
}
