import type { RecordedRun } from '../../runs/file/recordedRun.ts';
import type { Candidate } from '../../runs/select/candidates.ts';
import { exportSelection } from '../../runs/select/exportSelection.ts';
import type { ExportTally } from '../../runs/select/leftOut.ts';
import { type SelectableDataset, selectRows } from '../../runs/select/selectRows.ts';
import { takenByEmbedding } from '../../runs/select/takenByEmbedding.ts';
import { takenByMinHash } from '../../runs/select/takenByMinHash.ts';
import type { TakenTexts } from '../../runs/select/takenTexts.ts';
import { CliProblem } from '../cliProblem.ts';
import { type EndpointArguments, readEndpoint } from '../endpointArguments.ts';
import { counted } from '../numberWords.ts';
import { openRun } from '../openRun.ts';
import type { Terminal } from '../terminal.ts';
import type { SelectionExport } from './exportArguments.ts';

/** What a selection works with. */
interface Work {
  tally: ExportTally;
  signal: AbortSignal;
  terminal: Terminal;
}

/** Selects rows, and gives them as lines of a file. Throws CliProblem, also where no embeddings can be had. */
export async function selectionParts(
  kind: SelectionExport,
  run: RecordedRun,
  dataset: SelectableDataset,
  { tally, signal, terminal }: Work,
): Promise<AsyncIterable<string>> {
  const { embeddings, near, budget, leastScore } = kind;
  const complexity = kind.complexity === undefined ? undefined : await openRun(kind.complexity, 'instructions');
  const runs = { quality: run.columns, complexity: complexity?.columns };

  async function select<Sketch>(taken: TakenTexts<Sketch>): Promise<Map<number, Candidate>> {
    const selected = await selectRows(dataset, runs, taken, { budget, leastScore }, tally, signal);
    if (selected instanceof Map) return selected;
    throw new CliProblem(
      `The embeddings can't be had. ${selected.message}`,
      'Check the endpoint, or leave out --embeddings: shared words are compared then.',
    );
  }

  if (!embeddings) return exportSelection(dataset, await select(takenByMinHash(near)), kind, tally);
  let tokens = 0;
  const embedder = await openEmbedder(embeddings, terminal.env);
  terminal.stderr.write(`Asking ${embedder.id} for embeddings: instructions and responses are sent there.\n`);
  const onTokens = (more: number) => {
    tokens += more;
  };
  const selected = await select(takenByEmbedding(embedder, { threshold: near, onTokens }));
  terminal.stderr.write(`Embeddings took ${counted(tokens, 'token')}.\n`);
  return exportSelection(dataset, selected, kind, tally);
}

async function openEmbedder(args: EndpointArguments, env: NodeJS.ProcessEnv) {
  const endpoint = readEndpoint(args, env);
  const [{ openAiEmbedder }, { nodeFetch }] = await Promise.all([
    import('../../models/embeddings.ts'),
    import('../../node/nodeFetch.ts'),
  ]);
  return openAiEmbedder({ ...endpoint, fetch: nodeFetch });
}
