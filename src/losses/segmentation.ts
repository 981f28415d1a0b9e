import * as tf from '@tensorflow/tfjs-core';
import { finite } from '../arguments/number.js';
import { defineLoss, type LossFactory, type LossNumbers } from './define-loss.js';
import { epsilon } from './loss.js';

export interface DiceOptions {
  /** The axis or axes over which each overlap is computed. The default is `null`, all axes: one loss for the batch. */
  readonly axis?: number | readonly number[] | null;
}

/** How little a segmentation and a predicted one overlap: `1 - 2 · |both| / (|target| + |prediction|)`. */
export const Dice: LossFactory<'dice', DiceOptions, 'sameShape', [], [], LossNumbers> = defineLoss<
  Required<DiceOptions>,
  'sameShape',
  'dice',
  [],
  [],
  LossNumbers
>({
  className: 'Dice',
  name: 'dice',
  defaults: { axis: null },
  losses: (target, prediction, { axis }) => {
    const axes = axesOf(axis);
    const both = tf.sum(tf.mul(target, prediction), axes);
    const each = tf.add(tf.sum(target, axes), tf.sum(prediction, axes));
    return tf.sub(1, tf.div(tf.mul(both, 2), tf.add(each, epsilon)));
  },
});

export interface TverskyOptions {
  /** The weight of the area that is missed, false negatives. The default is 0.5. */
  readonly alpha?: number;
  /** The weight of the area in excess, false positives. The default is 0.5. */
  readonly beta?: number;
  /** The axis or axes over which each overlap is computed. The default is `null`, all axes: one loss for the batch. */
  readonly axis?: number | readonly number[] | null;
}

/** {@link Dice} with different weights for area that is missed and area in excess. */
export const Tversky: LossFactory<
  'tversky',
  TverskyOptions,
  'sameShape',
  [alpha: number, beta: number],
  [],
  LossNumbers
> = defineLoss<Required<TverskyOptions>, 'sameShape', 'tversky', [alpha: number, beta: number], [], LossNumbers>({
  className: 'Tversky',
  name: 'tversky',
  positional: ['alpha', 'beta'],
  defaults: { alpha: 0.5, beta: 0.5, axis: null },
  checkOptions: ({ alpha, beta }) => {
    finite('Tversky: alpha', alpha);
    finite('Tversky: beta', beta);
  },
  losses: (target, prediction, { alpha, beta, axis }) => {
    const axes = axesOf(axis);
    const both = tf.sum(tf.mul(target, prediction), axes);
    const missed = tf.sum(tf.mul(target, tf.sub(1, prediction)), axes);
    const excess = tf.sum(tf.mul(tf.sub(1, target), prediction), axes);
    const all = tf.add(both, tf.add(tf.mul(missed, alpha), tf.mul(excess, beta)));
    return tf.sub(1, tf.div(both, tf.add(all, epsilon)));
  },
});

function axesOf(axis: number | readonly number[] | null): number[] | undefined {
  return axis === null ? undefined : [axis].flat();
}
