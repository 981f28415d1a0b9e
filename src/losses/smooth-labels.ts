import * as tf from '@tensorflow/tfjs-core';
import { within } from '../arguments/number.js';

/** Labels moved towards `even`, all of the way for a `smoothing` of 1. */
export function smoothLabels(labels: tf.Tensor, smoothing: number, even: number): tf.Tensor {
  return smoothing === 0 ? labels : tf.add(tf.mul(labels, 1 - smoothing), smoothing * even);
}

/** @throws ArgumentError if the options' `labelSmoothing` is not between 0 and 1. */
export function checkLabelSmoothing(owner: string, { labelSmoothing }: { readonly labelSmoothing: number }): void {
  within(`${owner}: labelSmoothing`, labelSmoothing, 0, 1);
}
