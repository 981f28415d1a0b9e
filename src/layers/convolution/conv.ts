import type { DataFormat } from '../../types/data-format.js';
import type { Pair, PerSpatialAxis } from '../../types/per-axis.js';
import { type ConvolutionFactory, type ConvolutionLayerOptions, defineConvolution } from './convolution.js';

/** The options of {@link Conv1D}. */
export interface Conv1DOptions<
  Filters extends number = number,
  Strides extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Mode extends 'valid' | 'same' | 'causal' = 'valid' | 'same' | 'causal',
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Groups extends number = number,
> extends ConvolutionLayerOptions<'Conv1D', Filters, Strides, Mode, Format, Rate, Groups> {}

const conv1D = defineConvolution('Conv1D', 1, ['valid', 'same', 'causal']);

/**
 * Convolves over steps: each filter is `activation(sum of kernel times what it covers + bias)`.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, filters). With padding `valid` the number of
 * steps becomes `floor((steps - kernel) / stride) + 1`, with `same` `ceil(steps / stride)`. With `causal` a step sees
 * itself and earlier ones only, and there are `ceil(steps / stride)`.
 *
 * @example
 * const features = Conv1D(64, 3, { padding: 'causal' })(Input([100, 8])); // SymbolicTensor<[null, 100, 64]>
 */
export const Conv1D: ConvolutionFactory<'Conv1D', 1, 'valid' | 'same' | 'causal', 'channelsLast'> =
  conv1D('channelsLast');

/**
 * {@link Conv1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = Conv1D(64, 3)(Input([8, 100])); // SymbolicTensor<[null, 64, 98]>
 */
export const Conv1DChannelsFirst: ConvolutionFactory<'Conv1D', 1, 'valid' | 'same' | 'causal', 'channelsFirst'> =
  conv1D('channelsFirst');

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
