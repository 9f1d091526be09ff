import { isProblem } from '../dataset/problem.ts';
import type { FieldMapping } from '../dataset/rowShape.ts';
import { type Chunks, type OpenedDataset, openDataset } from '../runs/rows/dataset.ts';
import { CliProblem } from './cliProblem.ts';
import { plain } from './plainText.ts';
import { inFlags } from './settingFlags.ts';

/** Opens a dataset, or says in words why its rows can't be read. Throws CliProblem. */
export async function openRows(path: string, chunks: Chunks, fields?: FieldMapping): Promise<OpenedDataset> {
  const opened = await openDataset(chunks, fields);
  if (!isProblem(opened)) return opened;
  const { message, next, index, line, column } = opened;
  const place = index === undefined ? path : `${path}:${line}:${column}`;
  throw new CliProblem(`${place}: ${plain(inFlags(message))}`, inFlags(next));
}

/** What is read from where: `instruction ← prompt, responses ← answer_a + answer_b`. */
export function mappingWords({ instruction, responses, reference }: FieldMapping): string {
  const parts = [
    instruction && `instruction ← ${instruction}`,
    `responses ← ${[responses].flat().join(' + ')}`,
    reference && `reference ← ${reference}`,
  ];
  return plain(parts.filter(Boolean).join(', '));
}
