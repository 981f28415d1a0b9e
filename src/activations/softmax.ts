import * as tf from '@tensorflow/tfjs-core';
import { axisIndex } from '../arguments/shape.js';
import { defineActivation } from './define-activation.js';

/**
 * `exp(x) / sum(exp(x))`: probabilities, which sum to 1 along `axis`.
 *
 * @example
 * Dense(10, { activation: 'softmax' });
 */
export const softmax: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: AxisOptions,
) => tf.Tensor = defineActivation(
  'softmax',
  (input, options: AxisOptions) => alongAxis('softmax', input, options, (logits) => tf.softmax(logits)),
  ['axis'],
);

/** The logarithm of the softmax along `axis`. */
export const logSoftmax: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: AxisOptions,
) => tf.Tensor = defineActivation(
  'logSoftmax',
  (input, options: AxisOptions) => alongAxis('logSoftmax', input, options, (logits) => tf.logSoftmax(logits)),
  ['axis'],
);

/** The option of activations of whole vectors. */
export interface AxisOptions {
  /** The axis along which outputs are normalized. The default is -1, the last axis. */
  readonly axis?: number;
}

/**
 * Applies an activation of the last axis along `axis`.
 *
 * @param input A tensor of any shape.
 */
function alongAxis(
  name: string,
  input: tf.Tensor,
  { axis = -1 }: AxisOptions,
  activate: (
    /** A tensor of any shape. */
    input: tf.Tensor,
  ) => tf.Tensor,
): tf.Tensor {
  const last = input.rank - 1;
  const wanted = axisIndex(`${name}: axis`, axis, input.rank);
  if (wanted === last) return activate(input);
  const exchanged = input.shape.map((_, index) => (index === wanted ? last : index === last ? wanted : index));
  return tf.transpose(activate(tf.transpose(input, exchanged)), exchanged);
}

/** A softmax along `axis` that gives 0 to what is far below the greatest, by Martins and Astudillo (2016). */
export const sparsemax: (
  /** A tensor of any shape. */
  input: tf.Tensor,
  options?: AxisOptions,
) => tf.Tensor = defineActivation(
  'sparsemax',
  (input, options: AxisOptions) => alongAxis('sparsemax', input, options, project),
  ['axis'],
);

// With a gradient of its own, because `topk` has none.
const project: (logits: tf.Tensor) => tf.Tensor = tf.customGrad((...given) => {
  const [logits, save] = given as [tf.Tensor, tf.GradSaveFunc];
  const last = logits.rank - 1;
  const { values, indices } = tf.topk(logits, logits.shape[last]);
  // At least 1, which large numbers are rounded below.
  const size = tf.maximum(supportSize(values), 1);
  // The greatest value has a share of 1, each after it one of 1 / size less: as in Keras, which adds up the sums of the
  // whole support. In the paper, which takes the last of them, all shares are 1 / size.
  const share = tf.div(tf.relu(tf.sub(size, ranks(indices))), size);
  // What has no share does not count, even if it is infinite.
  const shared = tf.where(tf.greater(share, 0), tf.mul(logits, share), tf.zerosLike(logits));
  const distance = tf.sub(logits, tf.sub(tf.sum(shared, last, true), tf.reciprocal(size)));
  const isKept = tf.cast(tf.greaterEqual(distance, 0), 'float32');
  const value = tf.relu(distance);
  save([isKept, share]);
  return {
    value,
    gradFunc: (slope: tf.Tensor, saved: tf.Tensor[]) => {
      const [isKept, share] = saved as [tf.Tensor, tf.Tensor];
      const passed = tf.mul(slope, isKept);
      return tf.sub(passed, tf.mul(tf.sum(passed, last, true), share));
    },
  };
});

/** How many of a vector's values, sorted from the greatest on, are above what all up to them have in excess of 1. */
function supportSize(sorted: tf.Tensor): tf.Tensor {
  const last = sorted.rank - 1;
  const counts = tf.range(1, (sorted.shape[last] as number) + 1);
  const excess = tf.div(tf.sub(tf.cumsum(sorted, last), 1), counts);
  return tf.sum(tf.cast(tf.greater(sorted, excess), 'float32'), last, true);
}

/** The place, counted from 0, that each value has once they are sorted: the inverse of the order that sorts them. */
function ranks(indices: tf.Tensor): tf.Tensor {
  const { indices: inverse } = tf.topk(tf.neg(tf.cast(indices, 'float32')), indices.shape.at(-1));
  return tf.cast(inverse, 'float32');
}
