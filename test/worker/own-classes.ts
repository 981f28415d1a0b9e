import * as tf from '@tensorflow/tfjs-core';
import { defineLayer, losses } from '../../src/index.js';

/** A layer of a program's own, which multiplies by a weight for each feature. */
export const Scale = defineLayer({
  name: 'Scale',
  configure: ({ start = 1 }: { readonly start?: number }) => ({ start }),
  shape: (input) => input,
  weights: (input) => ({ factors: { shape: [input.at(-1) ?? null], initializer: 'ones' } }),
  forward: (input, { factors }, { start }) => tf.mul(tf.mul(input, factors), start),
});

/** A loss of a program's own. */
export const FourthPower = losses.defineLoss({
  className: 'FourthPower',
  name: 'fourthPower',
  defaults: {},
  losses: (target: tf.Tensor, prediction: tf.Tensor) => tf.mean(tf.pow(tf.sub(target, prediction), 4), -1),
});
