import type { RunColumns } from '../columns/runColumns.ts';
import type { Cell, Column, ReportBlock } from '../report/document.ts';
import type { Comparison } from './compareRuns.ts';
import { comparisonTips as tips } from './comparisonTips.ts';
import { runLabel, score, signed } from './comparisonWords.ts';
import { verdictOf } from './pairComparison.ts';
import { subjectOf, winnerOf } from './rowScores.ts';

/** The instruction of a row by its slot in the first run; undefined where it is not to be read any more. Never rejects. */
export type InstructionOf = (slot: number) => Promise<string | undefined>;

/** Rows that are read at a time: so many files are open at once where each is a seek. */
const readTogether = 200;

/** Characters of an instruction that are shown. */
const shown = 120;

/** More runs than this, and the scores as they were given would make the table too wide. */
const mostGiven = 3;

/** The listed rows side by side, each linked to the first run's. */
export async function rowTable(
  comparison: Comparison,
  { rows, of }: { rows: readonly number[]; of: number },
  instructionOf: InstructionOf,
): Promise<ReportBlock> {
  const { runs, against, joined } = comparison;
  const beginnings: string[] = [];
  for (let i = 0; i < rows.length; i += readTogether) {
    const some = rows.slice(i, i + readTogether).map((row) => instructionOf(joined.slotOf(0, row)));
    beginnings.push(...(await Promise.all(some)).map(beginning));
  }
  const labels = runs.map((_, i) => runLabel(i));
  const hasGiven = runs.length <= mostGiven;
  const columns: Column[] = [
    { title: 'Line', align: 'end' },
    ...labels.map((title): Column => ({ title, align: 'end', tip: tips.rowScore })),
    ...against.map(({ run }): Column => ({ title: `${runLabel(run)} − A`, align: 'end', tip: tips.delta })),
    ...(hasGiven ? labels.map((label): Column => ({ title: `${label} gave`, tip: tips.given })) : []),
    { title: 'Instruction' },
  ];
  const lines = rows.map((row, i) => {
    const slots = runs.map((_, run) => joined.slotOf(run, row));
    const cells: Cell[] = [
      lineCell(runs[0]?.columns, slots[0] ?? -1),
      ...runs.map(({ columns: of }, run) => ({ text: score(of.mean[slots[run] ?? -1]) })),
      ...against.map(({ deltas }) => ({ text: signed(deltas[row] ?? Number.NaN) })),
      ...(hasGiven ? runs.map(({ columns: of }, run) => ({ text: givenScores(of, slots[run] ?? -1) })) : []),
      { text: beginnings[i] ?? '' },
    ];
    return { cells, tags: tagsOf(comparison, row) };
  });
  return { kind: 'table', columns, rows: lines, ...(of > rows.length && { of }) };
}

function lineCell(columns: RunColumns | undefined, slot: number): Cell {
  if (!columns || slot < 0) return { text: '–' };
  return { text: String(columns.line[slot] ?? 0), row: columns.indexOf(slot) };
}

/** `3 5! –`: what the judge gave, a mark on what is off its scale, and a dash where there is no score. */
function givenScores(columns: RunColumns, slot: number): string {
  if (slot < 0) return 'not in this run';
  if (columns.width(slot) === 0) return columns.statusOf(slot);
  const texts = Array.from({ length: columns.width(slot) }, (_, i) => {
    const given = columns.score(slot, i);
    if (Number.isNaN(given)) return '–';
    return `${Number(given.toFixed(2))}${Number.isNaN(columns.normalised(slot, i)) ? '!' : ''}`;
  });
  return texts.join(' ');
}

/** What a row can be filtered by; of more than two runs each tag names its run. */
function tagsOf({ runs, joined, against }: Comparison, row: number): string[] {
  return against.flatMap(({ run, deltas }) => {
    const slot = joined.slotOf(run, row);
    if (slot < 0) return [];
    const of = (tag: string) => (runs.length === 2 ? tag : `${runLabel(run)} ${tag}`);
    const delta = deltas[row] ?? Number.NaN;
    const tags = [of(Number.isNaN(delta) ? 'unscored' : verdictOf(delta))];
    const [one, other] = [0, run].map((i) => winnerIn(runs[i], joined.slotOf(i, row)));
    if (typeof one === 'number' && typeof other === 'number' && one !== other) tags.push(of('other best response'));
    return tags;
  });
}

function winnerIn(run: Comparison['runs'][number] | undefined, slot: number) {
  return run && winnerOf({ columns: run.columns, subject: subjectOf(run.header.task) }, slot);
}

/** The first words of an instruction, on one line. */
function beginning(instruction: string | undefined): string {
  if (instruction === undefined) return '–';
  const line = instruction
    .slice(0, 4 * shown)
    .replace(/\s+/gu, ' ')
    .trim();
  const letters = [...line];
  return letters.length > shown || instruction.length > 4 * shown ? `${letters.slice(0, shown).join('')}…` : line;
}
