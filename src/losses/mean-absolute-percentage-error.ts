import * as tf from '@tensorflow/tfjs-core';
import { absolute } from '../gradients/absolute.js';
import { defineLoss, type LossFactory } from './define-loss.js';
import { epsilon } from './epsilon.js';

/** The mean of the absolute differences in percent of the targets: `100 · mean(|target - prediction| / |target|)`. */
export const MeanAbsolutePercentageError: LossFactory<'meanAbsolutePercentageError'> = defineLoss({
  className: 'MeanAbsolutePercentageError',
  name: 'meanAbsolutePercentageError',
  defaults: {},
  losses: (target, prediction) => {
    const unit = tf.maximum(tf.abs(target), epsilon);
    return tf.mul(tf.mean(absolute(tf.div(tf.sub(target, prediction), unit)), -1), 100);
  },
});
