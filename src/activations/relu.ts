import * as tf from '@tensorflow/tfjs-core';
import { finite, nonNegative } from '../arguments/number.js';

export interface ReluOptions {
  /** The slope below the threshold, 0 unless given. */
  readonly negativeSlope?: number;
  /** The greatest value, none unless given. */
  readonly maxValue?: number | null;
  /** What values up to it are damped or set to 0, 0 unless given. */
  readonly threshold?: number;
}

/**
 * `max(x, 0)`, the rectified linear unit.
 *
 * @example
 * Dense(64, { activation: (input) => relu(input, { maxValue: 1 }) });
 */
export function relu(input: tf.Tensor, options: ReluOptions = {}): tf.Tensor {
  const { negativeSlope = 0, maxValue = null, threshold = 0 } = options;
  finite('relu: negativeSlope', negativeSlope);
  finite('relu: threshold', threshold);
  // Keras has kernels of their own for these two, whose gradients differ at 6 and at 0.
  if (threshold === 0 && maxValue === null && negativeSlope !== 0) return tf.leakyRelu(input, negativeSlope);
  const kept = threshold === 0 && maxValue === 6 ? tf.relu6(input) : clip(aboveThreshold(input, threshold), maxValue);
  if (negativeSlope === 0) return kept;
  return tf.sub(kept, tf.mul(tf.relu(tf.sub(threshold, input)), negativeSlope));
}

function aboveThreshold(input: tf.Tensor, threshold: number): tf.Tensor {
  return threshold === 0 ? tf.relu(input) : tf.where(tf.greaterEqual(threshold, input), tf.zerosLike(input), input);
}

function clip(input: tf.Tensor, maxValue: number | null): tf.Tensor {
  if (maxValue === null) return input;
  // Not `clipByValue`, which has no gradient where the bounds are equal.
  return tf.maximum(tf.minimum(input, nonNegative('relu: maxValue', maxValue)), 0);
}
