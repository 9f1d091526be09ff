import type { Sample } from '../../src/dataset/sample.ts';
import type { LiveRun } from '../../src/extension/liveRun.ts';
import type { PanelServices } from '../../src/extension/panel/panelServices.ts';
import { defaultOptions } from '../../src/judging/options.ts';
import type { RecordCells } from '../../src/runs/columns/recordCells.ts';
import { RunColumns } from '../../src/runs/columns/runColumns.ts';
import type { JudgedRecord } from '../../src/runs/run.ts';

const scale = { min: 1, max: 4 };
const reasons = ['unreadable', 'timed out', 'refused'] as const;

/** The cells of a row of a run that never was: three responses, every 50th row unscored, always the same. */
export function cellsOf(index: number): RecordCells {
  const chance = (n: number) => (Math.imul(index + 1 + n * 7919, 2654435761) >>> 0) / 2 ** 32;
  const isScored = index % 50 !== 49;
  return {
    row: { index, line: index + 1, offset: 1000 * index, length: 999, hash: hashOf(index) },
    status: isScored ? 'scored' : 'unscored',
    reason: isScored ? '' : (reasons[(index >>> 3) % 3] ?? 'refused'),
    scores: [0, 40, 80].map((n) => (isScored ? 1 + Math.round(chance(n) * 30) / 10 : null)),
    scale,
    noted: index % 100 === 0,
    suspicious: false,
    ms: Math.round(chance(7) * 2000),
    tokens: { input: 400 + Math.round(chance(9) * 400), output: 12 },
  };
}

/** What the run file would say of it. */
export function recordOf(index: number): JudgedRecord {
  const { row, status, reason, scores, ms, tokens } = cellsOf(index);
  return {
    row,
    key: hashOf(index + 2 ** 31),
    judgement: {
      status: status === 'malformed' ? 'unscored' : status,
      scores: [...scores],
      gaps: scores.map((score) => (score === null ? 'unreadable' : null)),
      offScale: [],
      scale,
      ...(reason && { reason: reason as 'refused' }),
      rationale: `The first response of row ${index + 1} answers the question; the others only come near it.`,
      notes: index % 100 === 0 ? ['counted twice'] : [],
      model: 'judge-large',
      attempts: [{ raw: 'x'.repeat(200), ms }],
      ...(tokens && { tokens }),
      ms,
    },
  };
}

/** A run of `rows` rows of which nothing but the columns exists; texts are made up when they are asked for. */
export function runOf(rows: number, columns = new RunColumns()): LiveRun {
  for (let index = columns.length; index < rows; index++) {
    columns.append({ cells: cellsOf(index), key: hashOf(index + 2 ** 31) }, { offset: 1000 * index, length: 999 });
  }
  const uri = {} as LiveRun['uri'];
  return {
    id: 'run-1',
    uri,
    source: uri,
    header: {
      gavel: 'run',
      version: 1,
      id: 'run-1',
      startedAt: '2025-11-21T19:24:00Z',
      task: 'judgelm',
      model: { id: 'judge-large @ somewhere', name: 'judge-large' },
      options: defaultOptions,
      source: { name: 'answers.jsonl', size: 1000 * rows },
    },
    columns,
    opened: true,
    total: rows,
    state: 'finished',
    records: async (slots) => slots.map((slot) => recordOf(columns.indexOf(slot))),
  };
}

/** Services around it that find every sample; `calls` says what else was asked. */
export function servicesOf(calls: string[] = []): PanelServices {
  return {
    sample: async (_, { row }) => sampleOf(row.index),
    prompt: async (_, { row }) => [{ role: 'user', content: sampleOf(row.index).instruction }],
    openPrompt: async (_, { row }) => void calls.push(`openPrompt ${row.line}`),
    reveal: async (_, { row }) => void calls.push(`reveal ${row.line}`),
    files: ({ columns }) => ({
      run: async function* () {},
      sourceVersion: async () => '1',
      source: async () =>
        (async function* () {
          for (let index = 0; index < columns.length; index++)
            yield { row: columns.rowOf(index), sample: sampleOf(index) };
        })(),
    }),
    act: (_, action) => void calls.push(action),
    label: async ({ columns }, label) => {
      columns.label(label);
      return undefined;
    },
    copy: async (text) => void calls.push(`copy ${text}`),
  };
}

function sampleOf(index: number): Sample {
  const instruction = `Question ${index + 1}: what does a person who has never seen the sea ask first?`;
  const responses = ['Whether it ends.', 'How deep it is, and who has measured that.', 'Nothing.'];
  return { instruction, responses, ...(index % 1000 === 7 && { labels: { preferred: 1 } }) };
}

/** 32 hex digits that no other number has. */
function hashOf(n: number): string {
  return (Math.imul(n, 2654435761) >>> 0).toString(16).padStart(8, '0').repeat(4);
}
