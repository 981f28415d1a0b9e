import * as tf from '@tensorflow/tfjs-core';
import type { Interpolation } from './interpolation.js';
import { nearestPixels, resamplingWeights } from './resampling-weights.js';

/**
 * Makes an axis `length` long: `nearest` takes pixels that there are, whatever their type, and the others take weighted
 * means of them, which need floats.
 */
export function resample(
  input: tf.Tensor,
  axis: number,
  length: number,
  interpolation: Interpolation,
  antialias = false,
): tf.Tensor {
  const size = input.shape[axis] as number;
  if (size === length) return input;
  if (interpolation === 'nearest') return tf.gather(input, tf.tensor1d(nearestPixels(size, length)), axis);
  const weights = tf.tensor2d(resamplingWeights(size, length, interpolation, antialias), [length, size]);
  const before = input.shape.slice(0, axis).reduce((product, other) => product * other, 1);
  const rows = tf.reshape(tf.transpose(tf.reshape(input, [before, size, -1]), [1, 0, 2]), [size, -1]);
  const mixed = tf.reshape(tf.matMul(weights, rows as tf.Tensor2D), [length, before, -1]);
  const shape = input.shape.map((other, index) => (index === axis ? length : other));
  return tf.reshape(tf.transpose(mixed, [1, 0, 2]), shape);
}
