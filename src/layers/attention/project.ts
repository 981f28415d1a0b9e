import * as tf from '@tensorflow/tfjs-core';

/** Multiplies the last axes of a tensor by a kernel, whose first `bound` axes they are: `input · kernel + bias`. */
export function project(input: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor | null, bound = 1): tf.Tensor {
  const places = input.shape.slice(0, -bound);
  const units = kernel.shape.slice(bound);
  const rows = tf.reshape(input, [sizeOf(places), sizeOf(kernel.shape.slice(0, bound))]);
  const columns = tf.reshape(kernel, [rows.shape[1] as number, sizeOf(units)]);
  const product = tf.matMul(rows as tf.Tensor2D, columns as tf.Tensor2D);
  return tf.reshape(bias === null ? product : tf.add(product, tf.reshape(bias, [sizeOf(units)])), [
    ...places,
    ...units,
  ]);
}

/** The number of elements of a shape. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}
