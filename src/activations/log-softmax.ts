import * as tf from '@tensorflow/tfjs-core';
import { type AxisOptions, alongAxis } from './along-axis.js';

/** The logarithm of the softmax along `axis`. */
export function logSoftmax(input: tf.Tensor, options: AxisOptions = {}): tf.Tensor {
  return alongAxis('logSoftmax', input, options, (logits) => tf.logSoftmax(logits));
}
