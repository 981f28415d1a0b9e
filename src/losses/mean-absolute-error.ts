import * as tf from '@tensorflow/tfjs-core';
import { absolute } from '../gradients/absolute.js';
import { defineLoss, type LossFactory } from './define-loss.js';

/** The mean of the absolute differences: `mean(|target - prediction|)`. */
export const MeanAbsoluteError: LossFactory<'meanAbsoluteError'> = defineLoss({
  className: 'MeanAbsoluteError',
  name: 'meanAbsoluteError',
  defaults: {},
  losses: (target, prediction) => tf.mean(absolute(tf.sub(target, prediction)), -1),
});
