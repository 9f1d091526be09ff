import assert from 'node:assert/strict';
import { type Estimate, isDefined, type Measured } from '../../../src/statistics/estimate.ts';

/** That a measure has a value, and this one. */
export function near(measured: Measured, expected: number, within = 1e-12): void {
  assert.ok(isDefined(measured), JSON.stringify(measured));
  assert.ok(Math.abs(measured - expected) <= within, `${measured} is not ${expected}`);
}

/** That a measure has no value, for this reason. */
export function notDefined(measured: Measured | Estimate, reason: string): void {
  assert.ok(typeof measured === 'object' && 'notDefined' in measured, JSON.stringify(measured));
  assert.equal(measured.notDefined, reason);
}

/** That a measure is a finite number within bounds, or has a reason for being none. */
export function bounded(measured: Measured, min: number, max: number): void {
  if (isDefined(measured)) assert.ok(measured >= min && measured <= max, String(measured));
  else assert.ok(measured.notDefined.length > 0);
}

/** The interval of an estimate that must have one. */
export function intervalOf(estimate: Estimate): [low: number, high: number] {
  assert.ok(isDefined(estimate) && estimate.low !== undefined && estimate.high !== undefined, JSON.stringify(estimate));
  return [estimate.low, estimate.high];
}
