import type { TargetRange } from './check-targets.js';

/** How far from 0 and 1 rounding may put a probability. */
const tolerance = 1e-4;

/** Probabilities, among them 0 and 1. */
export function probabilityRange(description: string): TargetRange {
  return {
    description,
    has: (value) => value >= -tolerance && value <= 1 + tolerance,
  };
}
