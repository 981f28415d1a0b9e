import * as tf from '@tensorflow/tfjs-core';

/** `(7 * index % 11) / 10` in any shape: what the numbers that Keras has given were made from. */
export function pattern(shape: readonly number[]): tf.Tensor {
  const size = shape.reduce((product, length) => product * length, 1);
  return tf.tensor(
    Array.from({ length: size }, (_, index) => ((7 * index) % 11) / 10),
    [...shape],
  );
}
