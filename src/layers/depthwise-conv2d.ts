import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  type DepthwiseConvolutionFactory,
  type DepthwiseConvolutionOptions,
  defineDepthwiseConvolution,
} from './convolution/depthwise-convolution.js';

/** What {@link DepthwiseConv2D} takes beside the size of the kernel. */
export interface DepthwiseConv2DOptions<
  Strides extends PerSpatialAxis<2> = PerSpatialAxis<2>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Multiplier extends number = number,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<2> = PerSpatialAxis<2>,
> extends DepthwiseConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> {}

const depthwiseConv2D = defineDepthwiseConvolution('DepthwiseConv2D', 2);

/**
 * Slides kernels over the height and width of each channel on its own: `depthMultiplier` of them, which do not see the others.
 *
 * Takes (batch, height, width, channels), gives (batch, new height, new width, channels * depthMultiplier). With padding `valid`
 * a height becomes `floor((height - kernel) / stride) + 1`, with `same` `ceil(height / stride)`.
 *
 * @example
 * const features = DepthwiseConv2D([3, 3], { depthMultiplier: 2 })(Input([28, 28, 8])); // SymbolicTensor<[null, 26, 26, 16]>
 */
export const DepthwiseConv2D: DepthwiseConvolutionFactory<'DepthwiseConv2D', 2, 'channelsLast'> =
  depthwiseConv2D('channelsLast');

/**
 * {@link DepthwiseConv2D} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const features = DepthwiseConv2D(3, { depthMultiplier: 2 })(Input([8, 28, 28])); // SymbolicTensor<[null, 16, 26, 26]>
 */
export const DepthwiseConv2DChannelsFirst: DepthwiseConvolutionFactory<'DepthwiseConv2D', 2, 'channelsFirst'> =
  depthwiseConv2D('channelsFirst');
