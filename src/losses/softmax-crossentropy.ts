import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../gradients/with-gradient.js';

/**
 * The crossentropies of target distributions and the softmax of `logits`, without ever making the softmax.
 *
 * @param target probabilities, of the logits' shape; no gradient flows to it.
 * @param axis the axis of the classes, which goes.
 */
export function softmaxCrossentropy(target: tf.Tensor, logits: tf.Tensor, axis = -1): tf.Tensor {
  const classes = axis < 0 ? axis + logits.rank : axis;
  return withGradient(logits, (input) => {
    const shifted = tf.sub(input, tf.max(input, classes, true));
    const logProbability = tf.sub(shifted, tf.log(tf.sum(tf.exp(shifted), classes, true)));
    return {
      value: tf.neg(tf.sum(tf.mul(target, logProbability), classes)),
      saved: [target, logProbability],
      gradient: (upstream, [target, logProbability]) => {
        const expected = tf.mul(tf.exp(logProbability as tf.Tensor), tf.sum(target as tf.Tensor, classes, true));
        return tf.mul(tf.expandDims(upstream, classes), tf.sub(expected, target as tf.Tensor));
      },
    };
  });
}
