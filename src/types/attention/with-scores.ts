import type { Shape } from '../shape.js';

/** The output, and after it the scores, where a call asks for them; one or the other where that is not known. */
export type WithScores<Call, Output extends Shape, Scores extends Shape> = Call extends {
  readonly returnAttentionScores: infer Wanted;
}
  ? Wanted extends true
    ? [Output, Scores]
    : Output
  : Output;

/** The same at run time. */
export function withScores(
  { returnAttentionScores }: { readonly returnAttentionScores: boolean },
  output: Shape,
  scores: Shape,
): Shape | readonly Shape[] {
  return returnAttentionScores ? [output, scores] : output;
}
