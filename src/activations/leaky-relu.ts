import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';

export interface LeakyReluOptions {
  /** The slope below 0, 0.2 unless given. */
  readonly negativeSlope?: number;
}

/** The input where it is positive, and `negativeSlope` times it elsewhere. */
export function leakyRelu(input: tf.Tensor, { negativeSlope = 0.2 }: LeakyReluOptions = {}): tf.Tensor {
  return tf.leakyRelu(input, finite('leakyRelu: negativeSlope', negativeSlope));
}
