import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  type DepthwiseConvolutionFactory,
  type DepthwiseConvolutionOptions,
  defineDepthwiseConvolution,
} from './convolution/depthwise-convolution.js';

/** The options of {@link DepthwiseConv2D}. */
export interface DepthwiseConv2DOptions<
  Strides extends PerSpatialAxis<2> = PerSpatialAxis<2>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Multiplier extends number = number,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<2> = PerSpatialAxis<2>,
> extends DepthwiseConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> {}

const depthwiseConv2D = defineDepthwiseConvolution('DepthwiseConv2D', 2);

/**
 * Convolves the height and width of each channel separately, with `depthMultiplier` kernels for each channel.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, channels * depthMultiplier).
 * With padding `valid` the height becomes `floor((height - kernel) / stride) + 1`, with `same` `ceil(height / stride)`.
 *
 * @example
 * const features = DepthwiseConv2D([3, 3], { depthMultiplier: 2 })(Input([28, 28, 8])); // SymbolicTensor<[null, 26, 26, 16]>
 */
export const DepthwiseConv2D: DepthwiseConvolutionFactory<'DepthwiseConv2D', 2, 'channelsLast'> =
  depthwiseConv2D('channelsLast');

/**
 * {@link DepthwiseConv2D} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = DepthwiseConv2D(3, { depthMultiplier: 2 })(Input([8, 28, 28])); // SymbolicTensor<[null, 16, 26, 26]>
 */
export const DepthwiseConv2DChannelsFirst: DepthwiseConvolutionFactory<'DepthwiseConv2D', 2, 'channelsFirst'> =
  depthwiseConv2D('channelsFirst');
