import * as tf from '@tensorflow/tfjs-core';

/** A value, and how its gradient is found. */
interface Differentiated {
  readonly value: tf.Tensor;
  /** What the gradient is computed from. Nothing else that was computed on the way may be used. */
  readonly saved: readonly tf.Tensor[];
  /** The gradient with respect to the input, given that with respect to the value. */
  gradient(upstream: tf.Tensor, saved: readonly tf.Tensor[]): tf.Tensor;
}

/** `compute(input).value`, whose gradient is the stated one instead of that of the steps. */
export function withGradient(input: tf.Tensor, compute: (input: tf.Tensor) => Differentiated): tf.Tensor {
  const operation = tf.customGrad((given, save) => {
    const { value, saved, gradient } = compute(given as tf.Tensor);
    // The declared type of this argument is not exported.
    (save as (tensors: tf.Tensor[]) => void)([...saved]);
    return { value, gradFunc: (upstream, kept) => gradient(upstream, kept) };
  });
  return operation(input);
}
