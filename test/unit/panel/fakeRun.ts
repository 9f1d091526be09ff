import type { Sample } from '../../../src/dataset/sample.ts';
import type { LiveRun } from '../../../src/extension/liveRun.ts';
import { PanelAnswers } from '../../../src/extension/panel/panelAnswers.ts';
import type { PanelServices } from '../../../src/extension/panel/panelServices.ts';
import { defaultOptions } from '../../../src/judging/options.ts';
import type { RunRecord } from '../../../src/runs/run.ts';
import type { TableFiles } from '../../../src/runs/table/tableScans.ts';
import type { HostMessage } from '../../../src/shared/protocol.ts';
import { HostClient } from '../../../src/webview/hostClient.ts';
import { ResultsModel } from '../../../src/webview/resultsModel.ts';
import { restoreState, type ViewState } from '../../../src/webview/viewState.ts';
import { RunFileInMemory } from '../tableRunFile.ts';

/** A run for tests, which grows by `add`. */
export type FakeRun = { -readonly [K in keyof LiveRun]: LiveRun[K] } & {
  file: RunFileInMemory;
  add(...records: RunRecord[]): void;
};

/** A run of these records. */
export function fakeRun(records: readonly RunRecord[], more: Partial<LiveRun> = {}): FakeRun {
  const uri = {} as LiveRun['uri'];
  const file = new RunFileInMemory(records);
  return {
    id: 'run-1',
    uri,
    source: uri,
    header: {
      gavel: 'run',
      version: 1,
      id: 'run-1',
      startedAt: '2025-11-21T19:24:00Z',
      task: 'quality',
      model: { id: 'judge-1 @ somewhere', name: 'judge-1' },
      options: defaultOptions,
      source: { name: 'answers.jsonl' },
    },
    file,
    columns: file.columns,
    records: (slots) => file.records(slots),
    opened: true,
    total: records.length,
    state: 'finished',
    add: (...added) => file.append(...added),
    ...more,
  };
}

/** Services that find every sample and do nothing; `calls` says what they were asked for. */
export function fakeServices(more: Partial<PanelServices> = {}): PanelServices & { calls: string[] } {
  const calls: string[] = [];
  return {
    calls,
    sample: async (_, { row }) => sampleOf(row.line),
    prompt: async (_, { row }) => [{ role: 'user', content: `Judge this: Instruction of line ${row.line}` }],
    openPrompt: async (_, { row }) => void calls.push(`openPrompt ${row.line}`),
    reveal: async (_, { row }) => void calls.push(`reveal ${row.line}`),
    files: filesOf,
    act: (_, action) => void calls.push(action),
    label: async ({ columns }, label) => {
      columns.label(label);
      return undefined;
    },
    copy: async (text) => void calls.push(`copy ${text}`),
    ...more,
  };
}

/** The run's own file, and a source of which no row has changed. */
function filesOf(run: LiveRun): TableFiles {
  const { columns, file } = run as FakeRun;
  return {
    run: (from) => file.chunks(from),
    sourceVersion: async () => '1',
    source: async () =>
      (async function* () {
        for (let slot = 0; slot < columns.length; slot++)
          yield { row: columns.rowOf(slot), sample: sampleOf(columns.line[slot] ?? 0) };
      })(),
  };
}

/** The sample that a line's judgement was about. */
function sampleOf(line: number): Sample {
  return { instruction: `Instruction of line ${line}`, responses: ['first', 'second', 'third'] };
}

/** Leaves the text as it is, with its values filled in: what `vscode.l10n.t` does without a translation. */
export function english(text: string, ...values: (string | number)[]): string {
  return text.replace(/\{(\d)\}/g, (_, i) => String(values[Number(i)]));
}

/** A page's model with a real host behind it; messages between them arrive later, as they do between processes. */
export function openPage(run: LiveRun, services = fakeServices(), kept: Partial<ViewState> = {}) {
  const told = {
    asks: [] as string[],
    state: undefined as ViewState | undefined,
    revealed: [] as number[],
    rowToShow: undefined as number | undefined,
  };
  const answers = new PanelAnswers(run, services, english, {
    changed: () => later({ type: 'changed' }),
    takeRowToShow: () => {
      const row = told.rowToShow;
      told.rowToShow = undefined;
      return row;
    },
  });
  const client = new HostClient(
    async ({ id, ask }) => {
      told.asks.push(ask.kind);
      const outcome = await answers.answer(ask);
      later('problem' in outcome ? { type: 'refusal', id, ...outcome } : { type: 'answer', id, ...outcome });
    },
    () => void model.refresh(),
  );
  const later = (message: HostMessage) => setImmediate(() => client.receive(message));
  const model = new ResultsModel(restoreState({ run: run.id, ...kept }, run.id), {
    client,
    keep: (state) => {
      told.state = state;
    },
    changed: () => {},
    reveal: (place) => void told.revealed.push(place),
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  return { model, told };
}

/** Lets messages go back and forth until the condition holds; fails when it does not come to that. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  for (let turns = 0; turns < 1000; turns++) {
    if (condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`It never came to this: ${what}`);
}
