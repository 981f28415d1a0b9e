import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  type DepthwiseConvolutionFactory,
  type DepthwiseConvolutionOptions,
  defineDepthwiseConvolution,
} from './convolution/depthwise-convolution.js';

/** What {@link DepthwiseConv1D} takes beside the size of the kernel. */
export interface DepthwiseConv1DOptions<
  Strides extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Multiplier extends number = number,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<1> = PerSpatialAxis<1>,
> extends DepthwiseConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> {}

const depthwiseConv1D = defineDepthwiseConvolution('DepthwiseConv1D', 1);

/**
 * Slides kernels over the steps of each channel on its own: `depthMultiplier` of them, which do not see the others.
 *
 * Takes (batch, steps, channels), gives (batch, new steps, channels * depthMultiplier). With padding `valid`
 * a number of steps becomes `floor((steps - kernel) / stride) + 1`, with `same` `ceil(steps / stride)`.
 *
 * @example
 * const features = DepthwiseConv1D(3, { depthMultiplier: 2 })(Input([100, 8])); // SymbolicTensor<[null, 98, 16]>
 */
export const DepthwiseConv1D: DepthwiseConvolutionFactory<'DepthwiseConv1D', 1, 'channelsLast'> =
  depthwiseConv1D('channelsLast');

/**
 * {@link DepthwiseConv1D} for (batch, channels, steps): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const features = DepthwiseConv1D(3, { depthMultiplier: 2 })(Input([8, 100])); // SymbolicTensor<[null, 16, 98]>
 */
export const DepthwiseConv1DChannelsFirst: DepthwiseConvolutionFactory<'DepthwiseConv1D', 1, 'channelsFirst'> =
  depthwiseConv1D('channelsFirst');
