import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  type DepthwiseConvolutionFactory,
  type DepthwiseConvolutionOptions,
  defineDepthwiseConvolution,
} from './convolution/depthwise-convolution.js';

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
