import type { ProblemReason } from './problem.ts';
import type { Sample } from './sample.ts';
import type { Span } from './selectionSpan.ts';

/** A selection, understood: the sample, and where each text that gets a score lies. */
export interface ReadSelection {
  sample: Sample;
  spans: Span[];
}

/** Why a selection is not a sample, and what to do. `not understood`: the user can say how to read it. */
export interface SelectionProblem {
  reason: 'nothing selected' | 'not understood' | 'several rows' | 'several instructions' | ProblemReason;
  message: string;
  next: string;
}
