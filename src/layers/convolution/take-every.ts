import * as tf from '@tensorflow/tfjs-core';

/** Every second (third, ...) item along an axis, from the first on. */
export function takeEvery(input: tf.Tensor, axis: number, step: number): tf.Tensor {
  const length = input.shape[axis] as number;
  if (step === 1 || length === 1) return input;
  const places = Array.from({ length: Math.ceil(length / step) }, (_, place) => place * step);
  return tf.gather(input, tf.tensor1d(places, 'int32'), axis);
}
