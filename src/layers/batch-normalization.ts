import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import { received } from '../arguments/received.js';
import { withDefaults } from '../arguments/with-defaults.js';
import { ArgumentError } from '../errors.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import type { InitializerIdentifier } from '../initializers/initializer.js';
import { type OnAxes, onAxes } from '../types/on-axes.js';
import type { Dimension } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { floats } from './floats.js';
import { batchMoments } from './normalization/batch-moments.js';
import {
  checkClipping,
  corrected,
  type RenormClipping,
  renormCorrection,
  rootOf,
} from './normalization/batch-renormalization.js';
import { movedTowards } from './normalization/moved-towards.js';
import { type AffineOptions, affineDefaults } from './normalization/normalization-options.js';
import { normalize } from './normalization/normalize.js';

/** What {@link BatchNormalization} takes. */
export interface BatchNormalizationOptions<Axis extends number = number> extends AffineOptions {
  /** The axis of the features, each of which is normalized on its own; the last one unless given. */
  readonly axis?: Axis;
  /** How much of the moving statistics stays at each step; 0.99 unless given. */
  readonly momentum?: number;
  readonly movingMeanInitializer?: InitializerIdentifier;
  readonly movingVarianceInitializer?: InitializerIdentifier;
  /** Whether a batch is brought to the moving statistics in training as well, by Ioffe (2017); `false` unless given. */
  readonly renorm?: boolean;
  /** How far `renorm` may change what a batch gives by itself. */
  readonly renormClipping?: RenormClipping | null;
  /** How much of the statistics that `renorm` goes by stays at each step; 0.99 unless given. */
  readonly renormMomentum?: number;
  /** Statistics over several devices, which there are none of here: `false`. */
  readonly synchronized?: false;
}

const defaults: Required<BatchNormalizationOptions> = {
  axis: -1,
  momentum: 0.99,
  ...affineDefaults,
  movingMeanInitializer: 'zeros',
  movingVarianceInitializer: 'ones',
  renorm: false,
  renormClipping: null,
  renormMomentum: 0.99,
  synchronized: false,
};

/** The rule of {@link BatchNormalization}. */
export interface BatchNormalizationShape<Axis extends number> extends ShapeFunction {
  readonly output: OnAxes<'BatchNormalization', this['input'], Axis, 'known'>;
}

const batchNormalization = defineLayer({
  name: 'BatchNormalization',
  configure: (given: Required<BatchNormalizationOptions>) => ({ ...given, ...checked(given) }),
  shape: (input, { axis }) => onAxes('BatchNormalization', input, axis, 'known'),
  weights: (input, { axis, scale, center, renorm, movingVarianceInitializer, movingMeanInitializer }) => {
    const shape = [input.at(axis) as Dimension];
    const statistic = { shape, trainable: false };
    const deviation = renorm ? { ...statistic, initializer: rootOf(movingVarianceInitializer) } : null;
    return {
      gamma: scale ? shape : null,
      beta: center ? shape : null,
      movingMean: statistic,
      movingVariance: statistic,
      movingStddev: deviation,
      renormMean: renorm ? { ...statistic, initializer: movingMeanInitializer } : null,
      renormStddev: deviation,
    };
  },
  forward: (input, weights, { axis, momentum, epsilon, renormClipping, renormMomentum }, context) => {
    const given = floats(input);
    const place = axis < 0 ? axis + given.rank : axis;
    const broadcast = given.shape.map((size, index) => (index === place ? size : 1));
    const normalized = (mean: tf.Tensor, variance: tf.Tensor, gamma: tf.Tensor | null, beta: tf.Tensor | null) => {
      const [along, spread, scale, shift] = [mean, variance, gamma, beta].map(
        (one) => one && tf.reshape(one, broadcast),
      );
      return normalize(given, {
        mean: along as tf.Tensor,
        variance: spread as tf.Tensor,
        gamma: scale ?? null,
        beta: shift ?? null,
        epsilon,
      });
    };
    const { gamma, beta, movingMean, movingVariance, movingStddev, renormMean, renormStddev } = weights;
    if (!context.training || !context.trainable) return normalized(movingMean, movingVariance, gamma, beta);
    const { mean, variance } = batchMoments(given, place, context.mask);
    if (movingStddev === null || renormMean === null || renormStddev === null) {
      context.update({
        movingMean: movedTowards(movingMean, mean, momentum),
        movingVariance: movedTowards(movingVariance, variance, momentum),
      });
      return normalized(mean, variance, gamma, beta);
    }
    const deviation = tf.sqrt(tf.add(variance, epsilon));
    const correction = renormCorrection(mean, deviation, { renormMean, renormStddev, epsilon, ...renormClipping });
    const moved = movedTowards(movingStddev, deviation, momentum);
    context.update({
      renormMean: movedTowards(renormMean, mean, renormMomentum),
      renormStddev: movedTowards(renormStddev, deviation, renormMomentum),
      movingMean: movedTowards(movingMean, mean, momentum),
      movingStddev: moved,
      movingVariance: tf.relu(tf.sub(tf.square(moved), epsilon)),
    });
    const { scale, shift } = corrected(correction, gamma, beta);
    return normalized(mean, variance, scale, shift);
  },
  mask: 'keep',
  dependsOnBatch: true,
});

function checked({
  axis,
  momentum,
  epsilon,
  renormMomentum,
  renormClipping,
  synchronized,
}: Required<BatchNormalizationOptions>) {
  const owner = 'BatchNormalization';
  if (!Number.isInteger(axis))
    throw new ArgumentError(`${owner}: axis expects an integer (received ${received(axis)})`);
  if (synchronized)
    throw new ArgumentError(`${owner}: synchronized expects false, for there is one device (received true)`);
  return {
    axis,
    momentum: within(`${owner}: momentum`, momentum, 0, 1),
    epsilon: nonNegative(`${owner}: epsilon`, epsilon),
    renormMomentum: within(`${owner}: renormMomentum`, renormMomentum, 0, 1),
    renormClipping: renormClipping === null ? null : checkClipping(renormClipping),
  };
}

/**
 * Gives each feature a mean of 0 and a variance of 1, over the batch in training and else by what it has seen of batches, then
 * scales and shifts it by what it learns, by Ioffe and Szegedy (2015).
 *
 * Takes and gives any shape with a known number of features. Steps that a mask leaves out count for nothing. Where the
 * layer, or one that it is part of, is frozen, training goes by what it has seen, and does not change that.
 *
 * @example
 * const even = BatchNormalization()(Input([28, 28, 64])); // SymbolicTensor<[null, 28, 28, 64]>
 */
export const BatchNormalization: <const Axis extends number = -1, const Name extends string = string>(
  options?: BatchNormalizationOptions<Axis> & LayerOptions<Name>,
) => Layer<BatchNormalizationShape<Axis>, Name> = positional([], (options = {}) =>
  batchNormalization(withDefaults<Required<BatchNormalizationOptions>, object>(defaults, options), options),
);
