import * as tf from '@tensorflow/tfjs-core';
import { withGradients } from '../gradients/with-gradients.js';
import { broadcasting } from './broadcasting.js';

type Merge = (x1: tf.Tensor, x2: tf.Tensor) => tf.Tensor;

/**
 * The greater or the lesser of two elements. Where they are equal they share the gradient, as in Keras.
 *
 * @param isBetter where the first one is it
 */
export function twoExtremes(choose: Merge, isBetter: Merge): Merge {
  const share = (one: tf.Tensor, other: tf.Tensor) =>
    tf.add(tf.cast(isBetter(one, other), 'float32'), tf.mul(tf.cast(tf.equal(one, other), 'float32'), 0.5));
  return broadcasting((x1, x2) =>
    withGradients([x1, x2], (...given) => ({
      value: choose(...(given as [tf.Tensor, tf.Tensor])),
      saved: given,
      gradient: (upstream, saved) => {
        const [one, other] = saved as [tf.Tensor, tf.Tensor];
        return [tf.mul(upstream, share(one, other)), tf.mul(upstream, share(other, one))];
      },
    })),
  );
}
