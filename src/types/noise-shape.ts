import { type Fits, fits } from './fits.js';
import type { Fill } from './message.js';
import { type Mismatch, mismatch } from './mismatch.js';
import { type SameShape, sameShape } from './same-shape.js';
import { type Shape, type Show, show } from './shape.js';
import type { Apply } from './shape-function.js';

const misfit = '{layer} expects an input to which noiseShape {noise} broadcasts (received {received})';

/** The shape of the input, which that of what is drawn must repeat to. */
export type WithNoise<Layer extends string, Input, Noise extends Shape | null> = [Input, Noise] extends [
  infer Given extends Shape,
  infer Drawn extends Shape,
]
  ? Fits<Given, Pattern<Drawn>> extends true
    ? Input
    : Mismatch<Fill<typeof misfit, { layer: Layer; noise: Show<Drawn>; received: Show<Given> }>, null>
  : Apply<SameShape<Layer>, Input>;

/** The shapes that noise repeats to, with `null` for any size. */
type Pattern<Noise extends Shape> = { [Axis in keyof Noise]: Noise[Axis] extends 1 ? null : Noise[Axis] };

/** The same at run time. */
export function withNoise(layer: string, input: Shape, noise: Shape | null): Shape {
  const output = sameShape(layer, input);
  const pattern = noise?.map((size) => (size === 1 ? null : size)) ?? null;
  if (noise === null || pattern === null || fits(output, pattern)) return output;
  return mismatch(misfit, { layer, noise: show(noise), received: show(output) });
}
