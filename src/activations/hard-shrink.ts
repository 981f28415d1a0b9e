import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';

export interface HardShrinkOptions {
  /** 0.5 unless given. */
  readonly threshold?: number;
}

/** The input, but 0 where it is no farther from 0 than `threshold`. */
export function hardShrink(input: tf.Tensor, { threshold = 0.5 }: HardShrinkOptions = {}): tf.Tensor {
  finite('hardShrink: threshold', threshold);
  return tf.where(tf.greaterEqual(threshold, tf.abs(input)), tf.zerosLike(input), input);
}
