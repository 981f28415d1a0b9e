import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from '../gradients/with-gradient.js';

type Reduce = (x: tf.Tensor, axes: number[], keepsAxes: boolean) => tf.Tensor;

/** The greatest or the least along axes; elements that are equally so share the gradient, as in Keras. */
export function extreme(reduce: Reduce): (x: tf.Tensor, axes: number[]) => tf.Tensor {
  return (x, axes) =>
    withGradient(x, (given) => {
      const value = reduce(given, axes, true);
      return {
        value,
        saved: [given, value],
        gradient: (upstream, [saved, best]) => {
          const chosen = tf.cast(tf.equal(saved as tf.Tensor, best as tf.Tensor), 'float32');
          return tf.mul(chosen, tf.div(upstream, tf.sum(chosen, axes, true)));
        },
      };
    });
}
