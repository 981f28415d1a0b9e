import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../gradients/with-gradient.js';

/** The products of the elements along axes. TensorFlow.js' own have no gradient that works. */
export function productAlong(x: tf.Tensor, axes: number[]): tf.Tensor {
  const others = [...x.shape.keys()].filter((axis) => !axes.includes(axis));
  const factors = axes.reduce((count, axis) => count * (x.shape[axis] as number), 1);
  const rows = tf.reshape(tf.transpose(x, [...others, ...axes]), [x.size / factors, factors]);
  return withGradient(rows, (given) => ({
    value: tf.prod(given, 1),
    saved: [given],
    // The product of all others, which a quotient is not where an element is 0.
    gradient: (upstream, [saved]) => {
      const before = tf.cumprod(saved as tf.Tensor, 1, true);
      const after = tf.cumprod(saved as tf.Tensor, 1, true, true);
      return tf.mul(tf.expandDims(upstream, 1), tf.mul(before, after));
    },
  }));
}
