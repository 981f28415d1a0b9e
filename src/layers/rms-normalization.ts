import * as tf from '@tensorflow/tfjs-core';
import { checkAxes } from '../arguments/axes.js';
import { nonNegative } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { withDefaults } from '../arguments/with-defaults.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type Axes, type OnAxes, onAxes } from '../types/on-axes.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { floats } from './floats.js';
import { repeatedShape, sizesOn, sortedAxes } from './normalization/axis-sizes.js';

/** What {@link RMSNormalization} takes. */
export interface RMSNormalizationOptions<Along extends Axes> {
  /** The axis of the elements that are normalized together, or several; the last one unless given. */
  readonly axis?: Along;
  /** What is added to the mean square, so that nothing is divided by 0; 0.000001 unless given. */
  readonly epsilon?: number;
}

const defaults: Required<RMSNormalizationOptions<Axes>> = { axis: -1, epsilon: 1e-6 };

/** The rule of {@link RMSNormalization}. */
export interface RMSNormalizationShape<Along extends Axes> extends ShapeFunction {
  readonly output: OnAxes<'RMSNormalization', this['input'], Along, 'known'>;
}

const rmsNormalization = defineLayer({
  name: 'RMSNormalization',
  configure: ({ axis, epsilon }: Required<RMSNormalizationOptions<Axes>>) => ({
    axis: checkAxes('RMSNormalization: axis', axis),
    epsilon: nonNegative('RMSNormalization: epsilon', epsilon),
  }),
  shape: (input, { axis }) => onAxes('RMSNormalization', input, axis, 'known'),
  weights: (input, { axis }) => ({ scale: { shape: sizesOn(input, sortedAxes(axis)), initializer: 'ones' } }),
  forward: (input, { scale }, { axis, epsilon }) => {
    const given = floats(input);
    const axes = sortedAxes(axis);
    const meanSquare = tf.mean(tf.square(given), [...axes], true);
    const normalized = tf.mul(given, tf.rsqrt(tf.add(meanSquare, epsilon)));
    return tf.mul(normalized, tf.reshape(scale, repeatedShape(given.shape, axes)));
  },
});

/**
 * Divides the elements along an axis, those of each sample on their own, by the root of their mean square, then scales each by
 * what it learns, by Zhang and Sennrich (2019).
 *
 * Takes and gives any shape whose sizes on the axes are known.
 *
 * @example
 * const even = RMSNormalization()(Input([20, 64])); // SymbolicTensor<[null, 20, 64]>
 */
export const RMSNormalization: <const Along extends Axes = -1, const Name extends string = string>(
  options?: RMSNormalizationOptions<Along> & LayerOptions<Name>,
) => Layer<RMSNormalizationShape<Along>, Name> = positional([], (options = {}) =>
  rmsNormalization(withDefaults(defaults, options), options),
);
