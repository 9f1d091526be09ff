import type { LeftOutReason } from './leftOut.ts';
import type { RatedResponse, RatedRow } from './ratedRow.ts';

/** Which responses are good enough. */
export interface BestOptions {
  /** The least normalised score, 0..1. */
  leastScore: number;
  /** Of several best ones the first is taken, or none: then the row is left out. */
  ties: 'first' | 'none';
  /** Only rows whose responses all have a score on the scale. */
  whole: boolean;
}

/** The best response of a row, or why there is none. */
export function bestResponse(
  { sample, rated, isPartlyOffScale }: RatedRow,
  options: BestOptions,
): RatedResponse | LeftOutReason {
  if (isPartlyOffScale) return 'partly off scale';
  const [best, next] = rated;
  if (best.score < options.leastScore) return 'score too low';
  if (options.ties === 'none' && next?.score === best.score) return 'tie';
  return (sample.responses[best.position] ?? '').trim() === '' ? 'empty response' : best;
}
