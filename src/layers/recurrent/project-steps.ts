import * as tf from '@tensorflow/tfjs-core';

/** What the inputs add at every step, computed for all steps at once: (batch, steps, features) to (batch, steps, columns). */
export function projectSteps(input: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor | null): tf.Tensor {
  const [batch, steps, features] = input.shape as [number, number, number];
  const product = tf.matMul(tf.reshape(input, [batch * steps, features]) as tf.Tensor2D, kernel as tf.Tensor2D);
  return tf.reshape(bias === null ? product : tf.add(product, bias), [batch, steps, kernel.shape[1] as number]);
}
