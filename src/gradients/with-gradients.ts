import * as tf from '@tensorflow/tfjs-core';

/** A value, and how its gradients are found. */
export interface Differentiated<Gradients> {
  readonly value: tf.Tensor;
  /** What the gradients are computed from. Nothing else that was computed on the way may be used. */
  readonly saved: readonly tf.Tensor[];
  /** The gradients with respect to the inputs, given that with respect to the value. */
  gradient(upstream: tf.Tensor, saved: readonly tf.Tensor[]): Gradients;
}

/** `compute(...inputs).value`, whose gradients are the stated ones instead of those of the steps. */
export function withGradients(
  inputs: readonly tf.Tensor[],
  compute: (...inputs: readonly tf.Tensor[]) => Differentiated<tf.Tensor[]>,
): tf.Tensor {
  const operation = tf.customGrad((...given) => {
    // The last one saves tensors; its declared type is not exported.
    const save = given.pop() as (tensors: tf.Tensor[]) => void;
    const { value, saved, gradient } = compute(...(given as tf.Tensor[]));
    save([...saved]);
    return { value, gradFunc: (upstream, kept) => gradient(upstream, kept) };
  });
  return operation(...inputs);
}
