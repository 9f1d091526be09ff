import { l10n, type Uri } from 'vscode';
import type { RowProblem } from '../../dataset/problem.ts';
import { isLocal } from '../../models/baseUrl.ts';
import type { RowSource } from '../../runs/export/exportRows.ts';
import type { ExportTally } from '../../runs/select/leftOut.ts';
import type { SelectableDataset } from '../../runs/select/selectRows.ts';
import type { RunEntry } from '../runs/runEntry.ts';
import type { Services } from '../services.ts';
import type { ExportPlan } from './exportPlan.ts';
import type { SelectionPlan } from './selectionPlan.ts';

/** What an export works with. */
export interface ExportWork {
  run: RunEntry;
  /** Absent for a judged selection, whose samples are in the run. */
  dataset: SelectableDataset | undefined;
  to: Uri;
  tally: ExportTally;
  /** Is told of lines that are no rows. */
  leftOut: (problem: RowProblem) => void;
  signal: AbortSignal;
}

/** The file that a plan makes of a run, piece by piece. Throws ExportProblem. */
export async function exportParts(
  services: Services,
  plan: ExportPlan,
  work: ExportWork,
): Promise<AsyncIterable<string>> {
  const { run, to, tally } = work;
  switch (plan.as) {
    case 'rows': {
      const source = await rowSource(work);
      if (to.path.toLowerCase().endsWith('.csv')) {
        return (await import('../../runs/export/exportCsv.ts')).exportCsv(run, source);
      }
      return (await import('../../runs/export/exportJsonl.ts')).exportJsonl(run, source, work.leftOut);
    }
    case 'labels': {
      const source = await rowSource(work);
      const { calibrationRows } = await import('../../runs/trust/calibrationRows.ts');
      return calibrationRows(run, source && (() => source), [], () => tally.written++);
    }
    case 'preferences': {
      const { exportPreferences } = await import('../../runs/select/exportPreferences.ts');
      return exportPreferences(run, await rowSource(work), plan, tally);
    }
    case 'best': {
      const { exportBest } = await import('../../runs/select/exportBest.ts');
      return exportBest(run, await rowSource(work), plan, tally);
    }
    case 'selection':
      return selection(services, plan, work);
  }
}

/** Why an export can't be made, in words. */
export class ExportProblem extends Error {}

async function rowSource({ dataset, signal }: ExportWork): Promise<RowSource | undefined> {
  if (!dataset) return undefined;
  const [{ readRows }, { readSample }, { untilAborted }] = await Promise.all([
    import('../../dataset/rows.ts'),
    import('../../dataset/shapes.ts'),
    import('../../runs/select/untilAborted.ts'),
  ]);
  return { rows: untilAborted(readRows(dataset.chunks()), signal), read: (row) => readSample(row, dataset.shape) };
}

async function selection(
  { runs }: Services,
  { complexity, budget, embeddings, shape }: SelectionPlan,
  { run, dataset, tally, signal }: ExportWork,
): Promise<AsyncIterable<string>> {
  const [{ selectRows }, { exportSelection }] = await Promise.all([
    import('../../runs/select/selectRows.ts'),
    import('../../runs/select/exportSelection.ts'),
  ]);
  const complex = complexity && (await runs.openWhole(complexity.id));
  if (!dataset || (complexity && !complex)) {
    throw new ExportProblem(l10n.t('The complexity run is gone: its file was deleted or moved.'));
  }
  const scores = { quality: run.columns, complexity: complex?.columns };
  const options = { budget, leastScore: 0 };
  const selected = embeddings
    ? await selectRows(dataset, scores, await byMeaning(embeddings), options, tally, signal)
    : await selectRows(dataset, scores, await byWords(), options, tally, signal);
  if (selected instanceof Map) return exportSelection(dataset, selected, { shape, system: true }, tally);
  throw new ExportProblem(
    l10n.t('The embeddings can’t be had. {0} Choose an embedding model, or compare shared words.', selected.message),
  );
}

async function byWords() {
  return (await import('../../runs/select/takenByMinHash.ts')).takenByMinHash();
}

async function byMeaning({ endpoint, maxRetries }: NonNullable<SelectionPlan['embeddings']>) {
  const [{ takenByEmbedding }, { openAiEmbedder }, { nodeFetch }] = await Promise.all([
    import('../../runs/select/takenByEmbedding.ts'),
    import('../../models/embeddings.ts'),
    import('../../node/nodeFetch.ts'),
  ]);
  // As for chat: where a proxy is set, VS Code's own fetch keeps connections.
  const fetch = isLocal(new URL(endpoint.baseUrl)) ? nodeFetch : undefined;
  return takenByEmbedding(openAiEmbedder({ ...endpoint, fetch }), { maxRetries });
}
