import { within } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';
import type { CountingOptions } from './confusion-counts.js';
import { belowAnyThreshold } from './keep-top-k.js';

export interface ThresholdOptions {
  /** The probability above which a prediction means 1, or several, for a result each; 0.5 unless given. */
  readonly thresholds?: number | readonly number[] | null;
}

export interface PositivesOptions extends ThresholdOptions {
  /** How many of the highest predictions of a sample may mean 1, whatever the threshold; any number unless given. */
  readonly topK?: number | null;
  /** The only class that is looked at; all unless given. */
  readonly classId?: number | null;
}

/** How options that have a threshold are counted. */
export function countingOf({ thresholds, topK = null, classId = null }: PositivesOptions): CountingOptions {
  const standard = topK === null ? 0.5 : belowAnyThreshold;
  return { thresholds: [thresholds ?? standard].flat(), topK, classId };
}

/** Whether there is a result for each of several thresholds. */
export function hasSeveralThresholds({ thresholds }: ThresholdOptions): boolean {
  return [thresholds].flat().length !== 1;
}

/** @throws ArgumentError if a threshold is no probability, or another option no index. */
export function checkThresholds(owner: string, { thresholds, topK = null, classId = null }: PositivesOptions): void {
  for (const threshold of [thresholds ?? []].flat()) within(`${owner}: thresholds`, threshold, 0, 1);
  checkInteger(`${owner}: topK`, topK, 1);
  checkInteger(`${owner}: classId`, classId, 0);
}

/** @throws ArgumentError if the value is neither `null` nor an integer from `least` on. */
export function checkInteger(owner: string, value: number | null, least: number): void {
  if (value === null || (Number.isInteger(value) && value >= least)) return;
  throw new ArgumentError(`${owner} expects an integer from ${least} (received ${value})`);
}
