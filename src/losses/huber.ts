import * as tf from '@tensorflow/tfjs-core';
import { positive } from '../arguments/number.js';
import { defineLoss, type LossFactory } from './define-loss.js';

export interface HuberOptions {
  /** The difference beyond which the loss grows as a line; 1 unless given. */
  readonly delta?: number;
}

/** Half of the squared difference up to `delta`, and from there on a line with the slope that the parabola has there. */
export const Huber: LossFactory<'huber', HuberOptions> = defineLoss<Required<HuberOptions>>({
  className: 'Huber',
  name: 'huber',
  defaults: { delta: 1 },
  checkOptions: ({ delta }) => positive('Huber: delta', delta),
  losses: (target, prediction, { delta }) => {
    const difference = tf.sub(prediction, target);
    const near = tf.clipByValue(difference, -delta, delta);
    return tf.mean(tf.mul(near, tf.sub(difference, tf.div(near, 2))), -1);
  },
});
