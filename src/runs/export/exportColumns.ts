import type { ProblemReason } from '../../dataset/problem.ts';
import type { Judgement, UnscoredReason, Vote } from '../../judging/judgement.ts';
import { asksRationale, type TaskName } from '../../judging/task.ts';
import { tasks } from '../../judging/tasks.ts';
import { agreesOnWinner, disagreement, severalVotes } from '../../judging/votes.ts';
import type { RunHeader } from '../run.ts';
import type { ExportRow, Outcome } from './exportRows.ts';

/** The `gavel` column: what became of a row. `reason` is null unless something is missing; `flags` say what is odd. */
export interface GavelColumn {
  status: 'scored' | 'partly scored' | 'unscored' | 'malformed' | 'not judged' | 'changed since judged';
  reason: UnscoredReason | ProblemReason | null;
  /** `off scale: 2`, `missing: 1, 3` (1-based responses), `suspicious`, and the judgement's notes. */
  flags: string[];
  /** Where there are several votes: what each said, how far they are apart, and whether they name the same winners. */
  votes?: Vote[];
  disagreement?: number;
  sameWinner?: boolean;
  /** Where scores are expectations: the probability that each rests on; null for a plain score. */
  mass?: (number | null)[];
}

/** The columns that an export adds to a row, in order; `raw` goes into `distilabel_metadata` under `rawColumn`. */
export interface AddedColumns {
  columns: Record<string, unknown>;
  raw: string | null;
  gavel: GavelColumn;
}

/**
 * Where distilabel 1.x keeps a task's raw reply: `raw_output_` and the step's name. JudgeLM is a 0.x task, which had no
 * such column; its name follows the same form.
 */
export const rawColumn: Readonly<Record<TaskName, string>> = {
  quality: 'raw_output_quality_scorer_0',
  complexity: 'raw_output_complexity_scorer_0',
  judgelm: 'raw_output_judgelm_0',
  'deita-quality': 'raw_output_deita_quality_0',
  'deita-complexity': 'raw_output_deita_complexity_0',
  custom: 'raw_output_custom_0',
};

/** What distilabel would add to the row, and what Gavel says of it. Without a verdict every score is null. */
export function addedColumns(row: ExportRow, { task, options }: RunHeader): AddedColumns {
  const judgement = row.outcome.status === 'judged' ? row.outcome.judgement : undefined;
  const scores = judgement?.scores ?? (row.sample ? tasks[task].items(row.sample).map(() => null) : null);
  const rationale = judgement?.rationale || null;
  const rationales = judgement?.rationales ?? scores?.map(() => null) ?? null;
  return {
    columns: {
      scores,
      ...(task === 'judgelm' && { rating: scores }),
      ...(asksRationale(task, options) && { rationale }),
      ...(task !== 'judgelm' && options.explain && { rationales }),
      model_name: judgement?.model ?? null,
    },
    raw: judgement?.attempts[judgement.counted ?? -1]?.raw ?? null,
    gavel: gavelColumn(row.outcome),
  };
}

/** What became of a row, for people and filters. */
export function gavelColumn(outcome: Outcome): GavelColumn {
  if (outcome.status === 'malformed') return { status: 'malformed', reason: outcome.problem.reason, flags: [] };
  if (outcome.status !== 'judged') return { status: outcome.status, reason: null, flags: [] };
  const { judgement } = outcome;
  const { status, reason = null, notes, mass } = judgement;
  const votes = severalVotes(judgement);
  const apart = disagreement(judgement);
  const sameWinner = agreesOnWinner(judgement);
  return {
    ...{ status, reason, flags: [...oddities(judgement), ...notes] },
    ...(votes && { votes }),
    ...(apart !== undefined && { disagreement: apart }),
    ...(sameWinner !== undefined && { sameWinner }),
    ...(mass && { mass }),
  };
}

/** What is odd about a row and its responses. Of an unscored sample the reason has said it all. */
function oddities({ status, gaps, offScale, suspicions }: Judgement): string[] {
  const positions: Record<string, number[]> = { missing: [], unreadable: [], 'off scale': offScale.map((i) => i + 1) };
  if (status === 'partly scored') for (const [i, gap] of gaps.entries()) if (gap) positions[gap]?.push(i + 1);
  const flags = Object.entries(positions).flatMap(([flag, at]) => (at.length > 0 ? [`${flag}: ${at.join(', ')}`] : []));
  return suspicions?.length ? [...flags, 'suspicious'] : flags;
}
