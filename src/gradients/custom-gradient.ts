import * as tf from '@tensorflow/tfjs-core';

/** A value, and how its gradients are found. */
export interface Differentiated<Gradients> {
  readonly value: tf.Tensor;
  /** The tensors that the gradients are computed from. No other intermediate result may be used. */
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

/** `compute(input).value`, whose gradient is the stated one instead of that of the steps. */
export function withGradient(input: tf.Tensor, compute: (input: tf.Tensor) => Differentiated<tf.Tensor>): tf.Tensor {
  return withGradients([input], (given) => {
    const { value, saved, gradient } = compute(given as tf.Tensor);
    return { value, saved, gradient: (upstream, kept) => [gradient(upstream, kept)] };
  });
}

/** The result of `compute`, as a constant: no gradient flows to what it is computed from. */
export function withoutGradient(compute: () => tf.Tensor): tf.Tensor {
  const operation = tf.customGrad((anchor) => ({
    value: compute(),
    gradFunc: () => tf.zerosLike(anchor as tf.Tensor),
  }));
  return operation(tf.scalar(0));
}

/** A tensor repeated to a shape that it broadcasts to; the tensor itself, if that is its shape. */
export function broadcastTo(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  // The type of TensorFlow.js wants to know the rank.
  return x.shape.join() === shape.join() ? x : tf.broadcastTo(x, shape as [number]);
}
