import * as tf from '@tensorflow/tfjs-core';
import { poolAxes } from './pooling/pool-axes.js';
import { definePooling, type PoolingFactory } from './pooling/pooling.js';

const maxPooling1D = definePooling('MaxPooling1D', 1, poolAxes(tf.maxPool));

/**
 * Takes the greatest number of each window of steps, in each channel for itself.
 *
 * Takes (batch, steps, channels), gives (batch, new steps, channels).
 * With padding `valid` a number of steps becomes `floor((steps - window) / stride) + 1`, with `same`
 * `ceil(steps / stride)`; what is beyond the edge never counts.
 *
 * @example
 * const smaller = MaxPooling1D(2)(Input([28, 8])); // SymbolicTensor<[null, 14, 8]>
 */
export const MaxPooling1D: PoolingFactory<'MaxPooling1D', 1, 'channelsLast'> = maxPooling1D('channelsLast');

/**
 * {@link MaxPooling1D} for (batch, channels, steps): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const smaller = MaxPooling1D(2)(Input([8, 28])); // SymbolicTensor<[null, 8, 14]>
 */
export const MaxPooling1DChannelsFirst: PoolingFactory<'MaxPooling1D', 1, 'channelsFirst'> =
  maxPooling1D('channelsFirst');
