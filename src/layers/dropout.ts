import * as tf from '@tensorflow/tfjs-core';
import { within } from '../arguments/number.js';
import { received } from '../arguments/received.js';
import { checkSize } from '../arguments/size.js';
import { ArgumentError, ShapeError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { withDefaults } from '../graph/with-defaults.js';
import { checkSeed } from '../random/random.js';
import { type Fits, fits } from '../types/fits.js';
import type { Fill } from '../types/message.js';
import { type Mismatch, mismatch } from '../types/mismatch.js';
import { type SameShape, sameShape } from '../types/same-shape.js';
import { type Shape, type Show, show } from '../types/shape.js';
import type { Apply, ShapeFunction } from '../types/shape-function.js';
import { dropFactors } from './drop-factors.js';

/** What {@link Dropout} takes beside the rate. */
export interface DropoutOptions<Noise extends Shape | null> {
  /** The shape of what is drawn, the batch first: elements along an axis of size 1 are dropped together. */
  readonly noiseShape?: Noise;
  /** Makes the layer drop the same elements in every run of the program. */
  readonly seed?: number | null;
}

const defaults = { noiseShape: null, seed: null } as const;

const misfit =
  'Dropout expects inputs of the sizes of noiseShape {noise}, in which 1 and null are any (received {received})';

/** The shape of the input, which `Noise` must repeat to. */
export interface DropoutShape<Noise extends Shape | null> extends ShapeFunction {
  readonly output: DropoutOutput<this['input'], Noise>;
  readonly outputType: this['inputType'];
}

type DropoutOutput<Input, Noise extends Shape | null> = [Input, Noise] extends [
  infer Given extends Shape,
  infer Drawn extends Shape,
]
  ? Fits<Given, Pattern<Drawn>> extends true
    ? Input
    : Mismatch<Fill<typeof misfit, { noise: Show<Drawn>; received: Show<Given> }>, null>
  : Apply<SameShape<'Dropout'>, Input>;

/** The shapes that noise repeats to, with `null` for any size. */
type Pattern<Noise extends Shape> = { [Axis in keyof Noise]: Noise[Axis] extends 1 ? null : Noise[Axis] };

function dropoutOutput(input: Shape, noise: Shape | null): Shape {
  const output = sameShape('Dropout', input);
  if (
    noise === null ||
    fits(
      output,
      noise.map((size) => (size === 1 ? null : size)),
    )
  )
    return output;
  return mismatch(misfit, { noise: show(noise), received: show(output) });
}

const dropout = defineLayer({
  name: 'Dropout',
  configure: ({ rate, noiseShape, seed }: Required<DropoutOptions<Shape | null>> & { readonly rate: number }) => ({
    rate: within('Dropout: rate', rate, 0, 1),
    noiseShape: checkNoise(noiseShape),
    seed: seed === null ? null : checkSeed('Dropout: seed', seed),
  }),
  shape: (input, { noiseShape }) => dropoutOutput(input, noiseShape),
  type: (inputType) => inputType,
  forward: (input, _, { rate, noiseShape }, { training, seed }) => {
    if (!training || rate === 0) return input;
    if (input.dtype !== 'float32') {
      throw new ShapeError(`Dropout expects float32 elements in training (received ${input.dtype})`);
    }
    dropoutOutput(input.shape, noiseShape);
    const drawn = noiseShape?.map((size, axis) => size ?? (input.shape[axis] as number)) ?? input.shape;
    return tf.mul(input, dropFactors(drawn, rate, seed()));
  },
  mask: 'keep',
});

function checkNoise(noise: Shape | null): Shape | null {
  if (noise === null) return null;
  if (!Array.isArray(noise)) {
    throw new ArgumentError(`Dropout: noiseShape expects a list of sizes (received ${received(noise)})`);
  }
  return Object.freeze(noise.map((size) => (size === null ? null : checkSize('Dropout: noiseShape', size))));
}

/**
 * In training, sets a share of the elements to 0, chosen anew for each batch, and makes the others larger by
 * `1 / (1 - rate)`, so that their sum stays about the same. Otherwise it changes nothing.
 *
 * Takes and gives any shape.
 *
 * @param rate the share to drop, from 0 to 1.
 *
 * @example
 * const thinned = Dropout(0.5)(Input([64])); // SymbolicTensor<[null, 64]>
 * const sameInAllSteps = Dropout(0.5, { noiseShape: [null, 1, 8] })(Input([20, 8]));
 */
export function Dropout<const Noise extends Shape | null = null, const Name extends string = string>(
  rate: number,
  options: DropoutOptions<Noise> & LayerOptions<Name> = {},
): Layer<DropoutShape<Noise>, Name> {
  return dropout<DropoutShape<Noise>, Name>({ rate, ...withDefaults(defaults, options) }, options);
}
