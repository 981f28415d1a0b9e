import type { DataFormat } from '../types/data-format.js';
import type { Pair } from '../types/per-axis.js';
import { type ConvolutionFactory, type ConvolutionLayerOptions, defineConvolution } from './convolution/convolution.js';

/** What {@link Conv2D} takes beside the number of filters and the size of the kernel. */
export interface Conv2DOptions<
  Filters extends number = number,
  Strides extends Pair = Pair,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends Pair = Pair,
  Groups extends number = number,
> extends ConvolutionLayerOptions<'Conv2D', Filters, Strides, Mode, Format, Rate, Groups> {}

/** {@link Conv2D}, whose images have their channels where `Default` says, unless an option says otherwise. */
export type Conv2DFactory<Default extends DataFormat> = ConvolutionFactory<'Conv2D', 2, 'valid' | 'same', Default>;

const conv2D = defineConvolution('Conv2D', 2, ['valid', 'same']);

/**
 * Slides kernels over height and width: each filter is `activation(sum of kernel times what it covers + bias)`.
 *
 * Takes (batch, height, width, channels), gives (batch, new height, new width, filters). With padding `valid` a height
 * becomes `floor((height - kernel) / stride) + 1`, with `same` `ceil(height / stride)`.
 *
 * @example
 * const edges = Conv2D(64, [3, 3], { activation: 'relu' })(Input([28, 28, 1])); // SymbolicTensor<[null, 26, 26, 64]>
 */
export const Conv2D: Conv2DFactory<'channelsLast'> = conv2D('channelsLast');

/**
 * {@link Conv2D} for images of (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const edges = Conv2D(64, [3, 3])(Input([1, 28, 28])); // SymbolicTensor<[null, 64, 26, 26]>
 */
export const Conv2DChannelsFirst: Conv2DFactory<'channelsFirst'> = conv2D('channelsFirst');
