import type { DataFormat } from '../types/data-format.js';
import type { Pair } from '../types/per-axis.js';
import { type ConvolutionFactory, type ConvolutionLayerOptions, defineConvolution } from './convolution/convolution.js';

/** The options of {@link Conv2D}. */
export interface Conv2DOptions<
  Filters extends number = number,
  Strides extends Pair = Pair,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends Pair = Pair,
  Groups extends number = number,
> extends ConvolutionLayerOptions<'Conv2D', Filters, Strides, Mode, Format, Rate, Groups> {}

/** {@link Conv2D} with `Default` as its default data format. */
export type Conv2DFactory<Default extends DataFormat> = ConvolutionFactory<'Conv2D', 2, 'valid' | 'same', Default>;

const conv2D = defineConvolution('Conv2D', 2, ['valid', 'same']);

/**
 * Convolves over height and width: each filter is `activation(sum of kernel times what it covers + bias)`.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, filters). With padding
 * `valid` the height becomes `floor((height - kernel) / stride) + 1`, with `same` `ceil(height / stride)`.
 *
 * @example
 * const edges = Conv2D(64, [3, 3], { activation: 'relu' })(Input([28, 28, 1])); // SymbolicTensor<[null, 26, 26, 64]>
 */
export const Conv2D: Conv2DFactory<'channelsLast'> = conv2D('channelsLast');

/**
 * {@link Conv2D} for images of (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const edges = Conv2D(64, [3, 3])(Input([1, 28, 28])); // SymbolicTensor<[null, 64, 26, 26]>
 */
export const Conv2DChannelsFirst: Conv2DFactory<'channelsFirst'> = conv2D('channelsFirst');
