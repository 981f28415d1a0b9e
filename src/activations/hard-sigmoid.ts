import * as tf from '@tensorflow/tfjs-core';

/** `relu6(x + 3) / 6`: a sigmoid made of straight lines. */
export function hardSigmoid(input: tf.Tensor): tf.Tensor {
  return tf.div(tf.relu6(tf.add(input, 3)), 6);
}
