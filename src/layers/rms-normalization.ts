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

/** The options of {@link RMSNormalization}. */
export interface RMSNormalizationOptions<Along extends Axes> {
  /** The axis along which elements are normalized together, or several axes. The default is the last one. */
  readonly axis?: Along;
  /** The number added to the mean square to avoid division by zero. The default is 0.000001. */
  readonly epsilon?: number;
}

const defaults: Required<RMSNormalizationOptions<Axes>> = { axis: -1, epsilon: 1e-6 };

/** The shape function of {@link RMSNormalization}. */
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
 * Divides the elements along an axis, separately for each sample, by the root of their mean square, then scales them by
 * learned weights (Zhang and Sennrich, 2019).
 *
 * The input can have any shape whose sizes on the axes are known; the output has the same shape.
 *
 * @example
 * const even = RMSNormalization()(Input([20, 64])); // SymbolicTensor<[null, 20, 64]>
 */
export const RMSNormalization: <const Along extends Axes = -1, const Name extends string = string>(
  options?: RMSNormalizationOptions<Along> & LayerOptions<Name>,
) => Layer<RMSNormalizationShape<Along>, Name> = positional([], (options = {}) =>
  rmsNormalization(withDefaults(defaults, options), options),
);
