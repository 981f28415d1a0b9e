import * as tf from '@tensorflow/tfjs-core';

/** Computes with a batch of images, also where only one is given, without a batch. */
export function asBatch(input: tf.Tensor, compute: (images: tf.Tensor) => tf.Tensor): tf.Tensor {
  if (input.rank === 4) return compute(input);
  return tf.squeeze(compute(tf.expandDims(input, 0)), [0]);
}
