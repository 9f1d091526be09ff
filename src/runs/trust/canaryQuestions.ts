import type { Sample } from '../../dataset/sample.ts';
import type { Judge } from '../../judging/judge.ts';
import type { Canary } from '../columns/canaries.ts';
import { subjectOf } from '../compare/rowScores.ts';
import { Reservoir } from '../plan/reservoir.ts';
import type { RowRef } from '../run.ts';

/** Rows that get canaries: the least that a median is made of. */
const rowsWithCanaries = 3;

/** The same rows of the same source every time: what was planned is what is asked, and a run that was cut goes on. */
const seed = 1;

/** A judge that likes this likes anything; one that was written to please scored higher than the best models on several
 * benchmarks (Zheng et al. 2024, "Cheating Automatic LLM Benchmarks: Null Models Achieve High Win Rates"). */
const constant = 'That is a good question. It depends, and there are several sides to it.';

/** A row and what it says. */
interface Drawn {
  row: RowRef;
  sample: Sample;
}

/** One canary to put to a judge: a row's sample with a bad response in the place of its last one. */
export interface CanaryQuestion {
  kind: Canary['kind'];
  row: RowRef;
  sample: Sample;
}

/** Whether a judge can be given canaries: it judges responses, not instructions. */
export function takesCanaries({ task }: Judge): boolean {
  return subjectOf(task.name) === 'responses';
}

/** Draws the rows of a run that get canaries, while they pass by. */
export class CanaryDraw {
  readonly #drawn = new Reservoir<Drawn>(rowsWithCanaries, seed);

  /** The next row that can be judged. */
  offer(item: Drawn): void {
    if (item.sample.responses.length > 0) this.#drawn.offer(() => item);
  }

  /** A canary of each kind on each of the drawn rows, always in the same order. */
  questions(): CanaryQuestion[] {
    const drawn = this.#drawn.kept;
    return drawn.flatMap(({ row, sample: { labels: _, ...sample } }, i) => {
      const others = sample.responses.slice(0, -1);
      const other = drawn[(i + 1) % drawn.length]?.sample.responses.at(-1);
      const texts: [Canary['kind'], string][] = [
        ['empty', ''],
        ['constant', constant],
        // With one row there is no other.
        ...(other !== undefined && drawn.length > 1 ? ([['off topic', other]] as [Canary['kind'], string][]) : []),
      ];
      // In the last one's place: the scale, which may depend on their number, stays the same.
      return texts.map(([kind, text]) => ({ kind, row, sample: { ...sample, responses: [...others, text] } }));
    });
  }
}
