import * as tf from '@tensorflow/tfjs-core';
import { checkNoiseShape } from '../arguments/noise-shape.js';
import { within } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { ShapeError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { checkSeed } from '../random/random.js';
import { type WithNoise, withNoise } from '../types/noise-shape.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { dropFactors } from './noise/drop-factors.js';

/** What {@link Dropout} takes beside the rate. */
export interface DropoutOptions<Noise extends Shape | null> {
  /** The shape of what is drawn, the batch first: elements along an axis of size 1 are dropped together. */
  readonly noiseShape?: Noise;
  /** Makes the layer drop the same elements in every run of the program. */
  readonly seed?: number | null;
}

const defaults = { noiseShape: null, seed: null } as const;

/** The shape of the input, which `Noise` must repeat to. */
export interface DropoutShape<Noise extends Shape | null> extends ShapeFunction {
  readonly output: WithNoise<'Dropout', this['input'], Noise>;
  readonly outputType: this['inputType'];
}

const dropout = defineLayer({
  name: 'Dropout',
  configure: ({ rate, noiseShape, seed }: Required<DropoutOptions<Shape | null>> & { readonly rate: number }) => ({
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
export const Dropout: <const Noise extends Shape | null = null, const Name extends string = string>(
  rate: number,
  options?: DropoutOptions<Noise> & LayerOptions<Name>,
) => Layer<DropoutShape<Noise>, Name> = positional(['rate'], (rate, options = {}) =>
  dropout({ rate, ...withDefaults(defaults, options) }, options),
);
