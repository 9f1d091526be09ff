import type { Judge } from '../../judging/judge.ts';
import { TemplateError } from '../../judging/template/render.ts';
import { requestBody } from '../../models/requestBody.ts';
import { HashNumbers } from '../columns/hashNumbers.ts';
import type { RunColumns } from '../columns/runColumns.ts';
import type { RunItem } from '../run.ts';
import { keysOf, questions } from '../together.ts';

/** One request of a batch: a line of its request file. `key` is its `custom_id`, by which its result is known. */
export interface BatchRequest {
  key: string;
  line: Uint8Array;
}

/** What became of the rows of the source. */
export interface RequestCounts {
  rows: number;
  requests: number;
  /** Rows that the run knows, that an identical row asks for, or that a batch is about already. */
  known: number;
  /** Rows that no request can be made of: malformed, of a template that can't be rendered, or in need of several. */
  unaskable: number;
}

/** Why a judge can't be asked by batch, and what to do about it; undefined where it can. A batch has one request a row. */
export function batchRefusal({ members, options }: Judge): { message: string; next: string } | undefined {
  if (members.length > 1) return refusal('A jury', 'Empty gavel.judge.jury');
  if (options.order !== 'as given') return refusal('Asking in several orders', 'Set gavel.judge.order to "as given"');
  return options.samples > 1 ? refusal('Taking several replies', 'Set gavel.judge.samples to 1') : undefined;
}

function refusal(what: string, instead: string) {
  return {
    message: `${what} takes more than one request a row, and a batch has one.`,
    next: `${instead}, or score without a batch.`,
  };
}

/** What a batch file's `url` says, whatever the path of the base URL: it names the kind of request, not the place. */
const chatUrl = '/v1/chat/completions';

const encoder = new TextEncoder();

/**
 * The requests that a run has still to make, by the rule of `judgeItems`: rows that it does not know or that are not
 * wholly scored, identical ones once, ComplexityScorer's together. A batch can't negotiate, so the parameters go out as
 * the judge has them. Counts into `counts` while it goes.
 */
export async function* batchRequests(
  items: AsyncIterable<RunItem> | Iterable<RunItem>,
  judge: Judge,
  columns: RunColumns,
  counts: RequestCounts,
): AsyncGenerator<BatchRequest> {
  const made = new HashNumbers();
  for await (const question of questions(items, judge)) {
    counts.rows += 'problem' in question ? 1 : question.rows.length;
    if ('problem' in question) {
      counts.unaskable++;
      continue;
    }
    const key = judge.key(question.sample);
    const isKnown = keysOf(question, judge).every((one) => columns.find(one)?.cells.status === 'scored');
    if (isKnown || columns.batches.isUnderWay(key) || made.numberOf(key) !== undefined) {
      counts.known += question.rows.length;
      continue;
    }
    const request = judge.replies(question.sample) > 1 ? undefined : promptOf(judge, question.sample);
    if (!request) {
      counts.unaskable += question.rows.length;
      continue;
    }
    made.add(key);
    counts.requests++;
    const body = requestBody(judge.model.name, request, new Set());
    yield { key, line: encoder.encode(`${JSON.stringify({ custom_id: key, method: 'POST', url: chatUrl, body })}\n`) };
  }
}

function promptOf(judge: Judge, sample: Parameters<Judge['prompt']>[0]) {
  try {
    return judge.prompt(sample);
  } catch (error) {
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
}
