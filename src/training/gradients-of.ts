import * as tf from '@tensorflow/tfjs-core';

/** The value of a computation, and its gradients; `null` for one with respect to what it does not depend on. */
export interface ValueAndGradients {
  readonly value: tf.Tensor;
  readonly gradients: readonly (tf.Tensor | null)[];
}

/**
 * The value of a computation, and its gradients with respect to tensors.
 *
 * TensorFlow.js keeps what the gradient rules need of a computation that throws; here it is freed.
 */
export function gradientsOf(computation: () => tf.Tensor, tensors: readonly tf.Tensor[]): ValueAndGradients {
  const engine = tf.engine();
  // What is recorded has to be recorded for something.
  const anchor = tensors.length === 0 ? [tf.scalar(0)] : [];
  try {
    const { value, grads } = engine.gradients(computation, [...tensors, ...anchor], undefined, true);
    return { value, gradients: tensors.map((_, index) => grads[index] ?? null) };
  } catch (error) {
    // Gradients of gradients share one record, which the outermost frees.
    if (engine.state.gradientDepth === 0)
      for (const { saved } of engine.state.activeTape ?? []) tf.dispose(saved ?? []);
    throw error;
  } finally {
    tf.dispose(anchor);
  }
}
