import * as tf from '@tensorflow/tfjs-core';
import { withGradient } from './with-gradient.js';

/** A tensor repeated to a shape that it broadcasts to. (The gradient of TensorFlow.js' own ends at four axes.) */
export function broadcastTo(x: tf.Tensor, shape: readonly number[]): tf.Tensor {
  if (x.shape.join() === shape.join()) return x;
  return withGradient(x, (given) => ({
    value: tf.broadcastTo(given, shape as [number]),
    saved: [],
    gradient: (upstream) => {
      const repeated = tf.broadcast_util.getReductionAxes(given.shape, [...shape]);
      return tf.reshape(tf.sum(upstream, repeated), given.shape);
    },
  }));
}
