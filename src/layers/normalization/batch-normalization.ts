import * as tf from '@tensorflow/tfjs-core';
import { nonNegative, within } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import { ArgumentError, received } from '../../errors.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { InitializerIdentifier } from '../../initializers/initializer.js';
import type { GivenOptions, NumbersBut } from '../../types/given-options.js';
import { type OnAxes, onAxes } from '../../types/on-axes.js';
import type { Dimension } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats } from '../core/input-format.js';
import {
  batchMoments,
  checkClipping,
  corrected,
  movedTowards,
  type RenormClipping,
  renormCorrection,
  rootOf,
} from './batch-statistics.js';
import { type AffineOptions, affineDefaults, normalize } from './normalize.js';

/** The options of {@link BatchNormalization}. */
export interface BatchNormalizationOptions<Axis extends number = number> extends AffineOptions {
  /** The axis of the features, which are normalized separately. The default is the last one. */
  readonly axis?: Axis;
  /** The momentum of the moving statistics. The default is 0.99. */
  readonly momentum?: number;
  /** Initializer of the moving mean. The default is `zeros`. */
  readonly movingMeanInitializer?: InitializerIdentifier;
  /** Initializer of the moving variance. The default is `ones`. */
  readonly movingVarianceInitializer?: InitializerIdentifier;
  /**
   * Whether to use batch renormalization, which corrects a batch towards the moving statistics during training
   * (Ioffe, 2017). The default is `false`.
   */
  readonly renorm?: boolean;
  /** The bounds `rmax`, `rmin` and `dmax` of the correction of `renorm`. The default is `null`, no bounds. */
  readonly renormClipping?: RenormClipping | null;
  /** The momentum of the statistics of `renorm`. The default is 0.99. */
  readonly renormMomentum?: number;
  /** Whether to synchronize statistics between devices, which is not supported. The default is `false`. */
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

/** The shape function of {@link BatchNormalization}. */
export interface BatchNormalizationShape<Axis extends number = -1> extends ShapeFunction {
  readonly signature: 'any shape → the same shape';
  readonly parameters: [Axis];
  readonly structured: false;
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
    throw new ArgumentError(
      `${owner}: synchronized expects false, because only one device is supported (received true)`,
    );
  return {
    axis,
    momentum: within(`${owner}: momentum`, momentum, 0, 1),
    epsilon: nonNegative(`${owner}: epsilon`, epsilon),
    renormMomentum: within(`${owner}: renormMomentum`, renormMomentum, 0, 1),
    renormClipping: renormClipping === null ? null : checkClipping(renormClipping),
  };
}

/**
 * Normalizes each feature to a mean of 0 and a variance of 1, with the statistics of the batch during training and with
 * moving statistics otherwise, then scales and shifts it by learned weights (Ioffe and Szegedy, 2015).
 *
 * The input can have any shape with a known number of features; the output has the same shape. Masked steps are excluded
 * from the statistics. A frozen layer uses the moving statistics in training too, and does not update them.
 *
 * @example
 * const even = BatchNormalization()(Input([28, 28, 64])); // SymbolicTensor<[null, 28, 28, 64]>
 */
export const BatchNormalization: <
  const Axis extends number = -1,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<
    'BatchNormalization',
    Given,
    BatchNormalizationOptions<Axis> & LayerOptions<Name>,
    NumbersBut<{ axis: 'an integer' }>
  >,
) => Layer<BatchNormalizationShape<Axis>, Name> = positionalAs(
  [],
  (options: BatchNormalizationOptions & LayerOptions = {}) =>
    batchNormalization(
      withDefaults<Required<BatchNormalizationOptions>, object>('BatchNormalization', defaults, options),
      options,
    ),
);
