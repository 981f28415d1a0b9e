import * as tf from '@tensorflow/tfjs-core';
import type { Step } from './optimizer.js';

/** A moving average after one more value; `rho` is how much of it stays. */
export function decayTowards(average: tf.Tensor, value: tf.Tensor, rho: number, step: Step): tf.Tensor {
  return tf.add(tf.mul(average, step.scalar(rho)), tf.mul(value, step.scalar(1 - rho)));
}
