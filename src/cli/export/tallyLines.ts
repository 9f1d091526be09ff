import { type ExportTally, leftOutWords } from '../../runs/select/leftOut.ts';
import { counted } from '../numberWords.ts';
import { lineList } from '../summaryText.ts';
import type { ExportArguments } from './exportArguments.ts';

const units = { rows: 'row', preferences: 'pair', best: 'response', selection: 'row' } as const;

/** What was written, and what was left out and why. */
export function tallyLines(tally: ExportTally, { kind, output }: Pick<ExportArguments, 'kind' | 'output'>): string[] {
  const written = counted(tally.written, units[kind.as]);
  const of = kind.as === 'preferences' ? `${written} from ${tally.used}` : written;
  return [
    `Exported: ${output}: ${of} of ${counted(tally.rows, 'row')}.`,
    ...tally.reasons.map(
      ([reason, { rows, lines }]) => `Left out, ${leftOutWords[reason]}: ${counted(rows, 'row')} (${lineList(lines)}).`,
    ),
    ...nearNote(kind),
  ];
}

function nearNote(kind: ExportArguments['kind']): string[] {
  if (kind.as !== 'selection') return [];
  const { near, embeddings } = kind;
  if (embeddings) return [`Near-duplicates: embeddings of ${embeddings.model}, cosine similarity from ${near}.`];
  return [`Near-duplicates: runs of five words (MinHash), Jaccard similarity from ${near}.`];
}
