import * as tf from '@tensorflow/tfjs-core';
import { ShapeError } from '../../errors.js';
import { show } from '../../types/shape.js';

/** What keeps a division by the number of steps that count from being one by 0: Keras' `epsilon()`. */
const fuzz = 1e-7;

/** The mean and the variance of each feature over everything else, of one size each. */
interface Moments {
  readonly mean: tf.Tensor;
  readonly variance: tf.Tensor;
}

/**
 * The moments of a batch.
 *
 * @param place the axis of the features, counted from 0.
 * @param mask which steps count, of one axis less than the input.
 */
export function batchMoments(input: tf.Tensor, place: number, mask: tf.Tensor | null): Moments {
  const axes = [...input.shape.keys()].filter((axis) => axis !== place);
  if (mask === null) {
    const mean = tf.mean(input, axes, true);
    const variance = tf.mean(tf.square(tf.sub(input, mean)), axes);
    return { mean: tf.reshape(mean, [-1]), variance };
  }
  if (mask.rank !== input.rank - 1) {
    throw new ShapeError(
      `BatchNormalization expects a mask of one axis less than the input, ${show(input.shape)} (received ${show(mask.shape)})`,
    );
  }
  const counted = tf.mul(tf.expandDims(tf.cast(mask, 'float32'), -1), tf.onesLike(input));
  const count = tf.add(tf.sum(counted, axes, true), fuzz);
  const mean = tf.div(tf.sum(tf.mul(input, counted), axes, true), count);
  const squares = tf.square(tf.mul(tf.sub(input, mean), counted));
  return { mean: tf.reshape(mean, [-1]), variance: tf.reshape(tf.div(tf.sum(squares, axes, true), count), [-1]) };
}
