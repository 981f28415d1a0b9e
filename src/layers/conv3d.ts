import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { type ConvolutionFactory, type ConvolutionLayerOptions, defineConvolution } from './convolution/convolution.js';

/** The options of {@link Conv3D}. */
export interface Conv3DOptions<
  Filters extends number = number,
  Strides extends PerSpatialAxis<3> = PerSpatialAxis<3>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<3> = PerSpatialAxis<3>,
  Groups extends number = number,
> extends ConvolutionLayerOptions<'Conv3D', Filters, Strides, Mode, Format, Rate, Groups> {}

const conv3D = defineConvolution('Conv3D', 3, ['valid', 'same']);

/**
 * Convolves over depth, height and width: each filter is `activation(sum of kernel times what it covers + bias)`.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, new depth, new height, new width, filters).
 * With padding `valid` the depth becomes `floor((depth - kernel) / stride) + 1`, with `same` `ceil(depth / stride)`.
 *
 * @example
 * const edges = Conv3D(64, 3)(Input([16, 28, 28, 1])); // SymbolicTensor<[null, 14, 26, 26, 64]>
 */
export const Conv3D: ConvolutionFactory<'Conv3D', 3, 'valid' | 'same', 'channelsLast'> = conv3D('channelsLast');

/**
 * {@link Conv3D} for (batch, channels, depth, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const edges = Conv3D(64, 3)(Input([1, 16, 28, 28])); // SymbolicTensor<[null, 64, 14, 26, 26]>
 */
export const Conv3DChannelsFirst: ConvolutionFactory<'Conv3D', 3, 'valid' | 'same', 'channelsFirst'> =
  conv3D('channelsFirst');
