import type { RunColumns } from '../../runs/columns/runColumns.ts';
import type { LabelView } from '../../shared/protocol.ts';

/** What the user said of the row with this content, as the page shows it. */
export function labelView({ labels }: RunColumns, hash: string): LabelView | undefined {
  const label = labels.of(hash);
  if (!label) return undefined;
  const { choice, thumbs, scores } = label;
  return { ...(choice !== undefined && { choice }), ...(thumbs && { thumbs }), ...(scores && { scores }) };
}
