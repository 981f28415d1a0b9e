import * as tf from '@tensorflow/tfjs-core';
import { type AxisOptions, alongAxis } from './along-axis.js';
import { rememberLogits } from './logits.js';

/**
 * `exp(x) / sum(exp(x))`: probabilities, which sum to 1 along `axis`.
 *
 * @example
 * Dense(10, { activation: 'softmax' });
 */
export function softmax(input: tf.Tensor, options: AxisOptions = {}): tf.Tensor {
  const output = alongAxis('softmax', input, options, (logits) => tf.softmax(logits));
  const isLastAxis = (options.axis ?? -1) === -1 || options.axis === input.rank - 1;
  return isLastAxis ? rememberLogits(output, { logits: input, activation: 'softmax' }) : output;
}
