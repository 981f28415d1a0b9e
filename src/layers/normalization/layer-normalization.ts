import * as tf from '@tensorflow/tfjs-core';
import { nonNegative } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { checkAxes } from '../../arguments/shape.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Axes, type OnAxes, onAxes } from '../../types/on-axes.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';
import {
  type AffineOptions,
  affineDefaults,
  momentsAlong,
  normalize,
  repeatedShape,
  sizesOn,
  sortedAxes,
} from './normalize.js';

/** The options of {@link LayerNormalization}. */
export interface LayerNormalizationOptions<Along extends Axes> extends AffineOptions {
  /** The axis along which elements are normalized together, or several axes. The default is the last one. */
  readonly axis?: Along;
  /** Whether elements are only scaled, not shifted, and `center` and `scale` are ignored. The default is `false`. */
  readonly rmsScaling?: boolean;
}

const layerNormalizationDefaults: Required<LayerNormalizationOptions<Axes>> = {
  axis: -1,
  rmsScaling: false,
  ...affineDefaults,
};

/** The shape function of {@link LayerNormalization}. */
export interface LayerNormalizationShape<Along extends Axes = -1> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Along];
  readonly structured: false;
  readonly output: OnAxes<'LayerNormalization', this['input'], Along, 'known'>;
}

const layerNormalization = defineLayer({
  name: 'LayerNormalization',
  configure: ({ axis, epsilon, ...options }: Required<LayerNormalizationOptions<Axes>>) => ({
    ...options,
    axis: checkAxes('LayerNormalization: axis', axis),
    epsilon: nonNegative('LayerNormalization: epsilon', epsilon),
  }),
  shape: (input, { axis }) => onAxes('LayerNormalization', input, axis, 'known'),
  weights: (input, { axis, scale, center, rmsScaling }) => {
    const sizes = sizesOn(input, sortedAxes(axis));
    return { gamma: scale || rmsScaling ? sizes : null, beta: center && !rmsScaling ? sizes : null };
  },
  forward: (input, weights, { axis, epsilon, rmsScaling }) => {
    const given = floats(input);
    const axes = sortedAxes(axis);
    const [gamma, beta] = [weights.gamma, weights.beta].map(
      (weight) => weight && tf.reshape(weight, repeatedShape(given.shape, axes)),
    ) as [tf.Tensor | null, tf.Tensor | null];
    const { mean, variance } = momentsAlong(given, axes);
    // Keras' `rmsScaling` divides by the root of the variance, although its name is that of the mean square.
    return normalize(given, { mean: rmsScaling ? tf.scalar(0) : mean, variance, gamma, beta, epsilon });
  },
  mask: 'keep',
});

/**
 * Normalizes the elements along an axis, separately for each sample, to a mean of 0 and a variance of 1, then scales and
 * shifts them by learned weights (Ba et al., 2016).
 *
 * The input can have any shape whose sizes on the axes are known; the output has the same shape.
 *
 * @example
 * const even = LayerNormalization()(Input([20, 64])); // SymbolicTensor<[null, 20, 64]>
 */
export const LayerNormalization: <
  const Along extends Axes = -1,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<'LayerNormalization', Given, LayerNormalizationOptions<Along> & LayerOptions<Name>>,
) => Layer<LayerNormalizationShape<Along>, Name> = positionalAs(
  [],
  (options: LayerNormalizationOptions<Axes> & LayerOptions = {}) =>
    layerNormalization(withDefaults('LayerNormalization', layerNormalizationDefaults, options), options),
);

/** The options of {@link RMSNormalization}. */
export interface RMSNormalizationOptions<Along extends Axes> {
  /** The axis along which elements are normalized together, or several axes. The default is the last one. */
  readonly axis?: Along;
  /** The number added to the mean square to avoid division by zero. The default is 0.000001. */
  readonly epsilon?: number;
}

const rmsNormalizationDefaults: Required<RMSNormalizationOptions<Axes>> = { axis: -1, epsilon: 1e-6 };

/** The shape function of {@link RMSNormalization}. */
export interface RMSNormalizationShape<Along extends Axes = -1> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Along];
  readonly structured: false;
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
export const RMSNormalization: <
  const Along extends Axes = -1,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<'RMSNormalization', Given, RMSNormalizationOptions<Along> & LayerOptions<Name>>,
) => Layer<RMSNormalizationShape<Along>, Name> = positionalAs(
  [],
  (options: RMSNormalizationOptions<Axes> & LayerOptions = {}) =>
    rmsNormalization(withDefaults('RMSNormalization', rmsNormalizationDefaults, options), options),
);

/** Divides vectors along axes by their length, or by `epsilon` if they are shorter. */
export function unitLength(input: tf.Tensor, axes: number | readonly number[], epsilon: number): tf.Tensor {
  const squares = tf.sum(tf.square(input), typeof axes === 'number' ? axes : [...axes], true);
  // Bounded before the root, which has no gradient at 0.
  return tf.mul(input, tf.rsqrt(tf.maximum(squares, epsilon ** 2)));
}

/** The options of {@link UnitNormalization}. */
export interface UnitNormalizationOptions<Along extends Axes> {
  /** The axis along which vectors are scaled to length 1, or several. The default is the last one. */
  readonly axis?: Along;
}

const defaults: Required<UnitNormalizationOptions<Axes>> = { axis: -1 };

/** The shape function of {@link UnitNormalization}. */
export interface UnitNormalizationShape<Along extends Axes = -1> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Along];
  readonly structured: false;
  readonly output: OnAxes<'UnitNormalization', this['input'], Along, 'any'>;
}

const unitNormalization = defineLayer({
  name: 'UnitNormalization',
  configure: ({ axis }: Required<UnitNormalizationOptions<Axes>>) => ({
    axis: checkAxes('UnitNormalization: axis', axis),
  }),
  shape: (input, { axis }) => onAxes('UnitNormalization', input, axis, 'any'),
  forward: (input, _, { axis }) => unitLength(floats(input), axis, 1e-12),
  mask: 'keep',
});

/**
 * Scales vectors along an axis to length 1. The input can have any shape; the output has the same shape.
 *
 * @example
 * const directions = UnitNormalization()(Input([64])); // SymbolicTensor<[null, 64]>
 */
export const UnitNormalization: <
  const Along extends Axes = -1,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<'UnitNormalization', Given, UnitNormalizationOptions<Along> & LayerOptions<Name>>,
) => Layer<UnitNormalizationShape<Along>, Name> = positionalAs(
  [],
  (options: UnitNormalizationOptions<Axes> & LayerOptions = {}) =>
    unitNormalization(withDefaults('UnitNormalization', defaults, options), options),
);
