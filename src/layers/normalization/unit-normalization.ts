import * as tf from '@tensorflow/tfjs-core';
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
