import * as tf from '@tensorflow/tfjs-core';
import { type AxisOptions, alongAxis } from './along-axis.js';

/**
 * `exp(x) / sum(exp(x))`: probabilities, which sum to 1 along `axis`.
 *
 * @example
 * Dense(10, { activation: 'softmax' });
 */
export function softmax(input: tf.Tensor, options: AxisOptions = {}): tf.Tensor {
  return alongAxis('softmax', input, options, (logits) => tf.softmax(logits));
}
