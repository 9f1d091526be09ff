import type { Breathe } from '../breathe.ts';
import { JuryTally, type MemberPair } from './juryAgreement.ts';
import { type LengthBias, LengthTally } from './lengthBias.ts';
import { type PositionBias, PositionTally } from './positionBias.ts';
import { type Repeatability, RepeatabilityTally } from './repeatability.ts';
import { type ScoreUse, ScoreUseTally } from './scoreUse.ts';
import type { Tally, TrustRow } from './trustRow.ts';

/** What sways a judge besides what it is to judge, as far as a run's rows tell. What does not apply is absent. */
export interface Bias {
  position?: PositionBias;
  length?: LengthBias;
  repeatability?: Repeatability;
  scoreUse?: ScoreUse;
  /** Empty where one model judged. */
  jury: MemberPair[];
}

/** Adds up what sways a judge. */
export class BiasTally implements Tally {
  readonly #position = new PositionTally();
  readonly #length = new LengthTally();
  readonly #repeatability = new RepeatabilityTally();
  readonly #scoreUse = new ScoreUseTally();
  readonly #jury = new JuryTally();

  add(row: TrustRow): void {
    for (const tally of [this.#position, this.#length, this.#repeatability, this.#scoreUse, this.#jury]) tally.add(row);
  }

  async result(breathe: Breathe): Promise<Bias> {
    const position = await this.#position.result(breathe);
    const length = await this.#length.result(breathe);
    const repeatability = await this.#repeatability.result(breathe);
    const scoreUse = await this.#scoreUse.result(breathe);
    return {
      ...(position && { position }),
      ...(length && { length }),
      ...(repeatability && { repeatability }),
      ...(scoreUse && { scoreUse }),
      jury: await this.#jury.result(breathe),
    };
  }
}
