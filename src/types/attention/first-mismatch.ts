import type { Mismatch } from '../mismatch.js';

/** The first mismatch among outcomes, each of which is `null` where all is well; `null` where there is none. */
export type FirstMismatch<Outcomes extends readonly unknown[]> = Outcomes extends readonly [
  infer First,
  ...infer Others,
]
  ? First extends Mismatch
    ? First
    : FirstMismatch<Others>
  : null;
