import * as tf from '@tensorflow/tfjs-core';
import { poolAxes } from './pooling/pool-axes.js';
import { definePooling } from './pooling/pooling.js';
import type { Pooling2DFactory } from './pooling/pooling2d.js';

const maxPooling2D = definePooling('MaxPooling2D', 2, poolAxes(tf.maxPool));

/**
 * Takes the greatest number of each window of height and width, in each channel for itself.
 *
 * Takes (batch, height, width, channels), gives (batch, new height, new width, channels). With padding `valid` a height
 * becomes `floor((height - window) / stride) + 1`, with `same` `ceil(height / stride)`; what is beyond the edge never counts.
 *
 * @example
 * const smaller = MaxPooling2D([2, 2])(Input([28, 28, 8])); // SymbolicTensor<[null, 14, 14, 8]>
 */
export const MaxPooling2D: Pooling2DFactory<'MaxPooling2D', 'channelsLast'> = maxPooling2D('channelsLast');

/**
 * {@link MaxPooling2D} for images of (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const smaller = MaxPooling2D([2, 2])(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 14, 14]>
 */
export const MaxPooling2DChannelsFirst: Pooling2DFactory<'MaxPooling2D', 'channelsFirst'> =
  maxPooling2D('channelsFirst');
