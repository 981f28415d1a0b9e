import * as tf from '@tensorflow/tfjs-core';
import { within } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { checkNoiseShape } from '../../arguments/shape.js';
import { ShapeError } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { checkSeed } from '../../random/random.js';
import { generator } from '../../random/streams.js';
import { seededTensor } from '../../recording/seeded.js';
import { type Fits, fits } from '../../types/dimension.js';
import type { GivenNumber } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Fill, type Mismatch, mismatch } from '../../types/mismatch.js';
import { type Shape, type Show, type Sizes, show } from '../../types/shape.js';
import { type Apply, type SameShape, type ShapeFunction, sameShape } from '../../types/shape-function.js';

const misfit = '{layer} expects an input to which noiseShape {noise} broadcasts (received {received})';

/** The shape of the input, which that of what is drawn must repeat to. */
export type WithNoise<Layer extends string, Input, Noise extends Sizes | null> = [Input, Noise] extends [
  infer Given extends Shape,
  infer Drawn extends Sizes,
]
  ? Fits<Given, Pattern<Drawn>> extends true
    ? Input
    : Mismatch<Fill<typeof misfit, { layer: Layer; noise: Show<Drawn>; received: Show<Given> }>, null>
  : Apply<SameShape<Layer>, Input>;

/** The shapes that noise repeats to, with `null` for any size. */
type Pattern<Noise extends Sizes> = { [Axis in keyof Noise]: Noise[Axis] extends 1 ? null : Noise[Axis] };

/** The same at run time. */
export function withNoise(layer: string, input: Shape, noise: Sizes | null): Shape {
  const output = sameShape(layer, input);
  const pattern = noise?.map((size) => (size === 1 ? null : size)) ?? null;
  if (noise === null || pattern === null || fits(output, pattern)) return output;
  return mismatch(misfit, { layer, noise: show(noise), received: show(output) });
}

/** What dropout multiplies by: 0 for a share `rate` of the elements, and what makes up for them for the others. */
export function dropFactors(shape: readonly number[], rate: number, seed: number): tf.Tensor {
  const kept = rate < 1 ? 1 / (1 - rate) : 0;
  const threshold = rate * 2 ** 32;
  const size = shape.reduce((product, dimension) => product * dimension, 1);
  return seededTensor(shape, 'float32', seed, (start) => {
    const source = generator(start);
    const factors = new Float32Array(size);
    for (let index = 0; index < size; index++) factors[index] = source.next() >>> 0 < threshold ? 0 : kept;
    return factors;
  });
}

/** The options of {@link Dropout}. */
export interface DropoutOptions<Noise extends Sizes | null> {
  /**
   * The shape of the dropout mask, batch axis included; along axes of size 1, elements are dropped together. The default is
   * the shape of the input.
   */
  readonly noiseShape?: Noise;
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

const defaults = { noiseShape: null, seed: null } as const;

/** The shape of the input, to which `Noise` has to broadcast. */
export interface DropoutShape<Noise extends Sizes | null = null> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Noise];
  readonly structured: false;
  readonly output: WithNoise<'Dropout', this['input'], Noise>;
  readonly outputType: this['inputType'];
}

const dropout = defineLayer({
  name: 'Dropout',
  configure: ({ rate, noiseShape, seed }: Required<DropoutOptions<Sizes | null>> & { readonly rate: number }) => ({
    rate: within('Dropout: rate', rate, 0, 1),
    noiseShape: checkNoiseShape('Dropout: noiseShape', noiseShape),
    seed: seed === null ? null : checkSeed('Dropout: seed', seed),
  }),
  shape: (input, { noiseShape }) => withNoise('Dropout', input, noiseShape),
  type: (inputType) => inputType,
  forward: (input, _, { rate, noiseShape }, { training, seed }) => {
    if (!training || rate === 0) return input;
    if (input.dtype !== 'float32') {
      throw new ShapeError(`Dropout expects float32 elements in training (received ${input.dtype})`);
    }
    withNoise('Dropout', input.shape, noiseShape);
    const drawn = noiseShape?.map((size, axis) => size ?? (input.shape[axis] as number)) ?? input.shape;
    return tf.mul(input, dropFactors(drawn, rate, seed()));
  },
  mask: 'keep',
});

/**
 * During training, sets a random fraction of the elements to 0, and multiplies the others by `1 / (1 - rate)`, so that the
 * expected sum stays the same. Outside training the input is returned unchanged.
 *
 * The input can have any shape; the output has the same shape.
 *
 * @example
 * const thinned = Dropout(0.5)(Input([64])); // SymbolicTensor<[null, 64]>
 * const sameInAllSteps = Dropout(0.5, { noiseShape: [null, 1, 8] })(Input([20, 8]));
 */
export const Dropout: <
  const Rate extends number,
  const Noise extends Sizes | null = null,
  const Name extends string = string,
  const Given = object,
>(
  /** The fraction to drop, from 0 to 1. */
  rate: GivenNumber<'Dropout: rate', 'a number from 0 to 1', Rate>,
  options?: GivenOptions<'Dropout', Given, DropoutOptions<Noise> & LayerOptions<Name>>,
) => Layer<DropoutShape<Noise>, Name> = positionalAs(
  ['rate'],
  (rate, options: DropoutOptions<Sizes | null> & LayerOptions = {}) =>
    dropout({ rate: rate as number, ...withDefaults('Dropout', defaults, options) }, options),
);
