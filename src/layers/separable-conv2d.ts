import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  defineSeparableConvolution,
  type SeparableConvolutionFactory,
  type SeparableConvolutionOptions,
} from './convolution/separable-convolution.js';

/** The options of {@link SeparableConv2D}. */
export interface SeparableConv2DOptions<
  Strides extends PerSpatialAxis<2> = PerSpatialAxis<2>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Multiplier extends number = number,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<2> = PerSpatialAxis<2>,
> extends SeparableConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> {}

const separableConv2D = defineSeparableConvolution('SeparableConv2D', 2);

/**
 * Convolves the height and width of each channel separately, then combines the channels at each place.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, filters). With padding
 * `valid` the height becomes `floor((height - kernel) / stride) + 1`, with `same` `ceil(height / stride)`. There are
 * `depthMultiplier` kernels for each channel, and the bias and the activation are those of what is mixed.
 *
 * @example
 * const features = SeparableConv2D(64, [3, 3])(Input([28, 28, 8])); // SymbolicTensor<[null, 26, 26, 64]>
 */
export const SeparableConv2D: SeparableConvolutionFactory<'SeparableConv2D', 2, 'channelsLast'> =
  separableConv2D('channelsLast');

/**
 * {@link SeparableConv2D} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = SeparableConv2D(64, 3)(Input([8, 28, 28])); // SymbolicTensor<[null, 64, 26, 26]>
 */
export const SeparableConv2DChannelsFirst: SeparableConvolutionFactory<'SeparableConv2D', 2, 'channelsFirst'> =
  separableConv2D('channelsFirst');
