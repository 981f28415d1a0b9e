import * as tf from '@tensorflow/tfjs-core';

/** The value of a computation, and its gradients; `null` for one with respect to a tensor that it does not depend on. */
export interface ValueAndGradients {
  readonly value: tf.Tensor;
  readonly gradients: readonly (tf.Tensor | null)[];
}

/**
 * The value of a computation, and its gradients with respect to tensors.
 *
 * TensorFlow.js keeps tensors for the gradient rules of a computation that throws. So here none throws before these are freed:
 * it returns a number that depends on nothing, and the error is thrown afterwards.
 */
export function gradientsOf(computation: () => tf.Tensor, tensors: readonly tf.Tensor[]): ValueAndGradients {
  // The engine demands at least one tensor that the value depends on.
  const anchor = tf.scalar(0);
  const failures: unknown[] = [];
  const guarded = () => {
    try {
      return computation();
    } catch (error) {
      failures.push(error);
      return tf.mul(anchor, 0);
    }
  };
  try {
    const { value, grads } = tf.engine().gradients(guarded, [...tensors, anchor], undefined, true);
    if (failures.length > 0) {
      tf.dispose([value, ...grads.filter((gradient) => gradient !== null && gradient !== undefined)]);
      throw failures[0];
    }
    grads.at(-1)?.dispose();
    return { value, gradients: tensors.map((_, index) => grads[index] ?? null) };
  } finally {
    anchor.dispose();
  }
}
