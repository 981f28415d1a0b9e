import * as tf from '@tensorflow/tfjs-core';

/** For each step which samples count, spread over the units: (steps, batch, units) and bool. */
export function stepMasks(mask: tf.Tensor, units: number): tf.Tensor {
  return tf.tile(tf.expandDims(tf.transpose(mask, [1, 0]), 2), [1, 1, units]);
}
