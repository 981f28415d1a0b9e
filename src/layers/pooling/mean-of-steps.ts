import * as tf from '@tensorflow/tfjs-core';

/**
 * The mean over an axis of steps; where there is a mask of (batch, steps), over the steps that count.
 *
 * A sequence of which no step counts has NaN for its mean, as with Keras.
 */
export function meanOfSteps(input: tf.Tensor, axes: number[], keepDims: boolean, mask: tf.Tensor | null): tf.Tensor {
  if (mask === null) return tf.mean(input, axes, keepDims);
  const counts = tf.expandDims(tf.cast(mask, 'float32'), axes[0] === 1 ? 2 : 1);
  return tf.div(tf.sum(tf.mul(input, counts), axes, keepDims), tf.sum(counts, axes, keepDims));
}
