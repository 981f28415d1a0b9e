import type { TargetRange } from './check-targets.js';
import type { PredictionShape } from './loss.js';

/** Indices of the classes that predictions have on their last axis; also `ignored`, if given. */
export function classIndexRange(predictionShape: PredictionShape, ignored: number | null = null): TargetRange {
  const classes = predictionShape.at(-1) ?? null;
  const range = classes === null ? 'from 0' : `from 0 to ${classes - 1}`;
  return {
    description: ignored === null ? `class indices ${range}` : `class indices ${range}, or ${ignored},`,
    has: (value) =>
      value === ignored || (Number.isInteger(value) && value >= 0 && (classes === null || value < classes)),
  };
}
