import { ArgumentError } from '../errors.js';

/** `count` values from 0 to 1 at equal distances; 0.5 for one. */
export function evenThresholds(count: number): readonly number[] {
  return count === 1 ? [0.5] : Array.from({ length: count }, (_, index) => index / (count - 1));
}

/** @throws ArgumentError if the number of thresholds is no integer from `least` on. */
export function checkThresholdCount(owner: string, count: number, least: number): void {
  if (Number.isInteger(count) && count >= least) return;
  throw new ArgumentError(`${owner}: numThresholds expects an integer from ${least} (received ${count})`);
}
