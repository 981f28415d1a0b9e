import * as tf from '@tensorflow/tfjs-core';
import { positive } from '../arguments/number.js';
import { defineLoss, type LossFactory, type LossNumbers } from './define-loss.js';
import { epsilon } from './loss.js';

/** The mean of the squared differences: `mean((target - prediction)²)`. */
export const MeanSquaredError: LossFactory<'meanSquaredError'> = defineLoss({
  className: 'MeanSquaredError',
  name: 'meanSquaredError',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.squaredDifference(target, prediction), -1),
});

/** The mean of the absolute differences: `mean(|target - prediction|)`. */
export const MeanAbsoluteError: LossFactory<'meanAbsoluteError'> = defineLoss({
  className: 'MeanAbsoluteError',
  name: 'meanAbsoluteError',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.abs(tf.sub(target, prediction)), -1),
});

/** The mean of the absolute differences in percent of the targets: `100 · mean(|target - prediction| / |target|)`. */
export const MeanAbsolutePercentageError: LossFactory<'meanAbsolutePercentageError'> = defineLoss({
  className: 'MeanAbsolutePercentageError',
  name: 'meanAbsolutePercentageError',
  defaults: {},
  losses: (target, prediction) => {
    const unit = tf.maximum(tf.abs(target), epsilon);
    return tf.mul(tf.mean(tf.abs(tf.div(tf.sub(target, prediction), unit)), -1), 100);
  },
});

/** The mean of the squared differences of logarithms: `mean((log(target + 1) - log(prediction + 1))²)`. */
export const MeanSquaredLogarithmicError: LossFactory<'meanSquaredLogarithmicError'> = defineLoss({
  className: 'MeanSquaredLogarithmicError',
  name: 'meanSquaredLogarithmicError',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.squaredDifference(logarithm(target), logarithm(prediction)), -1),
});

function logarithm(input: tf.Tensor): tf.Tensor {
  return tf.log(tf.add(tf.maximum(input, epsilon), 1));
}

/** The mean of the logarithms of the hyperbolic cosines of the differences: squares near 0, absolute values far from it. */
export const LogCosh: LossFactory<'logCosh'> = defineLoss({
  className: 'LogCosh',
  name: 'logCosh',
  defaults: {},
  losses: (target, prediction) => {
    const difference = tf.sub(prediction, target);
    const logCosh = tf.add(difference, tf.softplus(tf.mul(difference, -2)));
    return tf.mean(tf.sub(logCosh, Math.LN2), -1);
  },
});

export interface HuberOptions {
  /** The error beyond which the loss is linear. The default is 1. */
  readonly delta?: number;
}

/**
 * Half of the squared difference up to `delta`, and beyond it a line with the slope that the parabola has there.
 *
 * @example
 * model.compile({ optimizer: 'adam', loss: Huber(0.5) });
 */
export const Huber: LossFactory<'huber', HuberOptions, 'sameShape', [delta: number], ['delta'], LossNumbers> =
  defineLoss<Required<HuberOptions>, 'sameShape', 'huber', [delta: number], ['delta'], LossNumbers>({
    className: 'Huber',
    name: 'huber',
    positional: ['delta'],
    defaults: { delta: 1 },
    checkOptions: ({ delta }) => positive('Huber: delta', delta),
    losses: (target, prediction, { delta }) => {
      const difference = tf.sub(prediction, target);
      const near = tf.clipByValue(difference, -delta, delta);
      return tf.mean(tf.mul(near, tf.sub(difference, tf.div(near, 2))), -1);
    },
  });

/** The negative logarithm of how likely counts are if the prediction is their mean: `mean(prediction - target · log(prediction))`. */
export const Poisson: LossFactory<'poisson'> = defineLoss({
  className: 'Poisson',
  name: 'poisson',
  defaults: {},
  losses: (target, prediction) => tf.mean(tf.sub(prediction, tf.mul(target, tf.log(tf.add(prediction, epsilon)))), -1),
});

/** The Kullback-Leibler divergence of distributions from predicted ones: `sum(target · log(target / prediction))`. */
export const KLDivergence: LossFactory<'klDivergence'> = defineLoss({
  className: 'KLDivergence',
  name: 'klDivergence',
  defaults: {},
  losses: (target, prediction) => {
    const actual = tf.clipByValue(target, epsilon, 1);
    const expected = tf.clipByValue(prediction, epsilon, 1);
    return tf.sum(tf.mul(actual, tf.log(tf.div(actual, expected))), -1);
  },
});

export interface CosineSimilarityOptions {
  /** The axis of the vectors to compare. The default is -1, the last axis. */
  readonly axis?: number;
}

/** The negative cosine of the angle between target and prediction: -1 where they have the same direction. */
export const CosineSimilarity: LossFactory<
  'cosineSimilarity',
  CosineSimilarityOptions,
  'sameShape',
  [axis: number],
  ['axis'],
  LossNumbers
> = defineLoss<
  Required<CosineSimilarityOptions>,
  'sameShape',
  'cosineSimilarity',
  [axis: number],
  ['axis'],
  LossNumbers
>({
  className: 'CosineSimilarity',
  name: 'cosineSimilarity',
  positional: ['axis'],
  defaults: { axis: -1 },
  losses: (target, prediction, { axis }) => tf.neg(cosine(target, prediction, axis)),
});

/** The cosine of the angle between vectors along `axis`. */
export function cosine(left: tf.Tensor, right: tf.Tensor, axis: number): tf.Tensor {
  return tf.sum(tf.mul(unitLength(left, axis), unitLength(right, axis)), axis);
}

/** The vectors along `axis` scaled to length 1; a vector of zeros stays, and has a gradient. */
function unitLength(input: tf.Tensor, axis: number): tf.Tensor {
  const squares = tf.sum(tf.square(input), axis, true);
  return tf.mul(input, tf.rsqrt(tf.maximum(squares, epsilon ** 2)));
}
