import * as tf from '@tensorflow/tfjs-core';
import { axisIndex } from '../arguments/axis.js';
import { defineActivation } from './define-activation.js';

/**
 * `exp(x) / sum(exp(x))`: probabilities, which sum to 1 along `axis`.
 *
 * @example
 * Dense(10, { activation: 'softmax' });
 */
export const softmax: (input: tf.Tensor, options?: AxisOptions) => tf.Tensor = defineActivation(
  'softmax',
  (input, options: AxisOptions) => alongAxis('softmax', input, options, (logits) => tf.softmax(logits)),
  ['axis'],
);

/** The logarithm of the softmax along `axis`. */
export const logSoftmax: (input: tf.Tensor, options?: AxisOptions) => tf.Tensor = defineActivation(
  'logSoftmax',
  (input, options: AxisOptions) => alongAxis('logSoftmax', input, options, (logits) => tf.logSoftmax(logits)),
  ['axis'],
);

/** The option of activations of whole vectors. */
export interface AxisOptions {
  /** The axis of the vectors; -1, the last, unless given. */
  readonly axis?: number;
}

/** Applies an activation of the last axis along `axis`. */
export function alongAxis(
  name: string,
  input: tf.Tensor,
  { axis = -1 }: AxisOptions,
  activate: (input: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const last = input.rank - 1;
  const wanted = axisIndex(`${name}: axis`, axis, input.rank);
  if (wanted === last) return activate(input);
  const exchanged = input.shape.map((_, index) => (index === wanted ? last : index === last ? wanted : index));
  return tf.transpose(activate(tf.transpose(input, exchanged)), exchanged);
}
