import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { epsilon } from './epsilon.js';

export interface TverskyOptions {
  /** What missed area weighs, 0.5 unless given. */
  readonly alpha?: number;
  /** What excess area weighs, 0.5 unless given. */
  readonly beta?: number;
  /** The axes that make up one segmentation; all of them, for one loss in all, unless given. */
  readonly axis?: number | readonly number[] | null;
}

/** {@link Dice}, where missing a part of the segmentation and exceeding it can weigh differently. */
export const Tversky: LossFactory<'tversky', TverskyOptions> = defineLoss<Required<TverskyOptions>>({
  className: 'Tversky',
  name: 'tversky',
  defaults: { alpha: 0.5, beta: 0.5, axis: null },
  losses: (target, prediction, { alpha, beta, axis }) => {
    const axes = axis === null ? undefined : [axis].flat();
    const both = tf.sum(tf.mul(target, prediction), axes);
    const missed = tf.sum(tf.mul(target, tf.sub(1, prediction)), axes);
    const excess = tf.sum(tf.mul(tf.sub(1, target), prediction), axes);
    const all = tf.add(both, tf.add(tf.mul(missed, alpha), tf.mul(excess, beta)));
    return tf.sub(1, tf.div(both, tf.add(all, epsilon)));
  },
});
