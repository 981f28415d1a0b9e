import * as tf from '@tensorflow/tfjs-core';
import { poolAxes } from './pooling/pool-axes.js';
import { definePooling, type PoolingFactory } from './pooling/pooling.js';

const maxPooling1D = definePooling('MaxPooling1D', 1, poolAxes(tf.maxPool));

/**
 * Takes the maximum of each window of steps, separately for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, channels). With padding `valid` the number of
 * steps becomes `floor((steps - window) / stride) + 1`, with `same` `ceil(steps / stride)`; padding never counts.
 *
 * @example
 * const smaller = MaxPooling1D(2)(Input([28, 8])); // SymbolicTensor<[null, 14, 8]>
 */
export const MaxPooling1D: PoolingFactory<'MaxPooling1D', 1, 'channelsLast'> = maxPooling1D('channelsLast');

/**
 * {@link MaxPooling1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const smaller = MaxPooling1D(2)(Input([8, 28])); // SymbolicTensor<[null, 8, 14]>
 */
export const MaxPooling1DChannelsFirst: PoolingFactory<'MaxPooling1D', 1, 'channelsFirst'> =
  maxPooling1D('channelsFirst');
