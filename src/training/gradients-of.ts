import * as tf from '@tensorflow/tfjs-core';

/** The value of a computation, and its gradients; `null` for one with respect to a tensor that it does not depend on. */
export interface ValueAndGradients {
  readonly value: tf.Tensor;
  readonly gradients: readonly (tf.Tensor | null)[];
}

/** The value of a computation, and its gradients with respect to tensors; nothing is left of either where one throws. */
export function gradientsOf(computation: () => tf.Tensor, tensors: readonly tf.Tensor[]): ValueAndGradients {
  // The engine demands at least one tensor that the value depends on.
  const anchor = tf.scalar(0);
  try {
    const { value, grads } = tf.engine().gradients(computation, [...tensors, anchor], undefined, true);
    grads.at(-1)?.dispose();
    return { value, gradients: tensors.map((_, index) => grads[index] ?? null) };
  } catch (error) {
    freeSavedTensors();
    throw error;
  } finally {
    anchor.dispose();
  }
}

/** Frees what TensorFlow.js keeps for the gradient rules: it does so itself only where a computation and all rules succeed. */
function freeSavedTensors(): void {
  const { state } = tf.engine();
  // Within another computation of gradients the tape belongs to that one.
  if (state.gradientDepth > 0) return;
  for (const { saved } of state.activeTape ?? []) tf.dispose(saved ?? []);
}
