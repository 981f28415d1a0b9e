import * as tf from '@tensorflow/tfjs-core';
import { defineLoss, type LossFactory } from './define-loss.js';
import { epsilon } from './epsilon.js';

export interface DiceOptions {
  /** The axes that make up one segmentation; all of them, for one loss in all, unless given. */
  readonly axis?: number | readonly number[] | null;
}

/** How little a segmentation and a predicted one overlap: `1 - 2 · |both| / (|target| + |prediction|)`. */
export const Dice: LossFactory<'dice', DiceOptions> = defineLoss<Required<DiceOptions>>({
  className: 'Dice',
  name: 'dice',
  defaults: { axis: null },
  losses: (target, prediction, { axis }) => {
    const axes = axis === null ? undefined : [axis].flat();
    const both = tf.sum(tf.mul(target, prediction), axes);
    const each = tf.add(tf.sum(target, axes), tf.sum(prediction, axes));
    return tf.sub(1, tf.div(tf.mul(both, 2), tf.add(each, epsilon)));
  },
});
