import * as tf from '@tensorflow/tfjs-core';

/**
 * The gradients of a computation with respect to tensors; `null` for one that it does not depend on.
 *
 * TensorFlow.js keeps what the gradient rules need of a computation that throws; here it is freed.
 */
export function gradientsOf(computation: () => tf.Scalar, tensors: tf.Tensor[]): readonly (tf.Tensor | null)[] {
  const engine = tf.engine();
  try {
    return engine.gradients(computation, tensors, undefined, true).grads.map((gradient) => gradient ?? null);
  } catch (error) {
    for (const { saved } of engine.state.activeTape ?? []) tf.dispose(saved ?? []);
    throw error;
  }
}
