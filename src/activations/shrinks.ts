import * as tf from '@tensorflow/tfjs-core';
import { finite, nonNegative } from '../arguments/number.js';
import { defineActivation } from './define-activation.js';

export interface HardShrinkOptions {
  /** The distance from 0 up to which the output is 0; 0.5 unless given. */
  readonly threshold?: number;
}

/** The input, but 0 where it is no farther from 0 than `threshold`. */
export const hardShrink: (input: tf.Tensor, options?: HardShrinkOptions) => tf.Tensor = defineActivation(
  'hardShrink',
  (input, { threshold = 0.5 }: HardShrinkOptions) => {
    finite('hardShrink: threshold', threshold);
    return tf.where(tf.greaterEqual(threshold, tf.abs(input)), tf.zerosLike(input), input);
  },
  ['threshold'],
);

export interface SoftShrinkOptions {
  /** The distance from 0 up to which the output is 0; 0.5 unless given. */
  readonly threshold?: number;
}

/** The input, nearer to 0 by `threshold`, and 0 where it is no farther from it than that. */
export const softShrink: (input: tf.Tensor, options?: SoftShrinkOptions) => tf.Tensor = defineActivation(
  'softShrink',
  (input, { threshold = 0.5 }: SoftShrinkOptions) => {
    nonNegative('softShrink: threshold', threshold);
    return tf.sub(tf.relu(tf.sub(input, threshold)), tf.relu(tf.sub(-threshold, input)));
  },
  ['threshold'],
);

/** `x - tanh(x)`. */
export const tanhShrink: (input: tf.Tensor) => tf.Tensor = defineActivation('tanhShrink', (input) =>
  tf.sub(input, tf.tanh(input)),
);
