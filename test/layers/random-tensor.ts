import * as tf from '@tensorflow/tfjs-core';

/** Numbers between -1 and 1 that depend on nothing but the seed. */
export function randomTensor(shape: readonly number[], seed: number): tf.Tensor {
  return tf.randomUniform([...shape], -1, 1, 'float32', seed + 1);
}
