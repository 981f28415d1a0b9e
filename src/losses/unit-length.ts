import * as tf from '@tensorflow/tfjs-core';
import { epsilon } from './epsilon.js';

/** The vectors along `axis`, each made 1 long; those of zeros stay, and have a gradient. */
export function unitLength(input: tf.Tensor, axis: number): tf.Tensor {
  const squares = tf.sum(tf.square(input), axis, true);
  return tf.mul(input, tf.rsqrt(tf.maximum(squares, epsilon ** 2)));
}
