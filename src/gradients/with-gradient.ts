import type * as tf from '@tensorflow/tfjs-core';
import { type Differentiated, withGradients } from './with-gradients.js';

/** `compute(input).value`, whose gradient is the stated one instead of that of the steps. */
export function withGradient(input: tf.Tensor, compute: (input: tf.Tensor) => Differentiated<tf.Tensor>): tf.Tensor {
  return withGradients([input], (given) => {
    const { value, saved, gradient } = compute(given as tf.Tensor);
    return { value, saved, gradient: (upstream, kept) => [gradient(upstream, kept)] };
  });
}
