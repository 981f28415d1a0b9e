import type { DataFormat } from '../../types/data-format.js';
import type { PerSpatialAxis } from '../../types/per-axis.js';
import {
  type DepthwiseConvolutionFactory,
  type DepthwiseConvolutionOptions,
  defineDepthwiseConvolution,
} from './depthwise-convolution.js';

/** The options of {@link DepthwiseConv1D}. */
export interface DepthwiseConv1DOptions<
  Strides extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Multiplier extends number = number,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<1> = PerSpatialAxis<1>,
> extends DepthwiseConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> {}

const depthwiseConv1D = defineDepthwiseConvolution('DepthwiseConv1D', 1);

/**
 * Convolves the steps of each channel separately, with `depthMultiplier` kernels for each channel.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, channels * depthMultiplier). With padding `valid`
 * the number of steps becomes `floor((steps - kernel) / stride) + 1`, with `same` `ceil(steps / stride)`.
 *
 * @example
 * const features = DepthwiseConv1D(3, { depthMultiplier: 2 })(Input([100, 8])); // SymbolicTensor<[null, 98, 16]>
 */
export const DepthwiseConv1D: DepthwiseConvolutionFactory<'DepthwiseConv1D', 1, 'channelsLast'> =
  depthwiseConv1D('channelsLast');

/**
 * {@link DepthwiseConv1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = DepthwiseConv1D(3, { depthMultiplier: 2 })(Input([8, 100])); // SymbolicTensor<[null, 16, 98]>
 */
export const DepthwiseConv1DChannelsFirst: DepthwiseConvolutionFactory<'DepthwiseConv1D', 1, 'channelsFirst'> =
  depthwiseConv1D('channelsFirst');

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
