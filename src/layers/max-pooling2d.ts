import * as tf from '@tensorflow/tfjs-core';
import { poolAxes } from './pooling/pool-axes.js';
import { definePooling } from './pooling/pooling.js';
import type { Pooling2DFactory } from './pooling/pooling2d.js';

const maxPooling2D = definePooling('MaxPooling2D', 2, poolAxes(tf.maxPool));

/**
 * Takes the maximum of each window of height and width, separately for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, channels). With padding
 * `valid` the height becomes `floor((height - window) / stride) + 1`, with `same` `ceil(height / stride)`; padding never
 * counts.
 *
 * @example
 * const smaller = MaxPooling2D([2, 2])(Input([28, 28, 8])); // SymbolicTensor<[null, 14, 14, 8]>
 */
export const MaxPooling2D: Pooling2DFactory<'MaxPooling2D', 'channelsLast'> = maxPooling2D('channelsLast');

/**
 * {@link MaxPooling2D} for images of (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = MaxPooling2D([2, 2])(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 14, 14]>
 */
export const MaxPooling2DChannelsFirst: Pooling2DFactory<'MaxPooling2D', 'channelsFirst'> =
  maxPooling2D('channelsFirst');
