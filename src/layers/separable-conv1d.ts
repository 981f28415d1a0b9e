import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  defineSeparableConvolution,
  type SeparableConvolutionFactory,
  type SeparableConvolutionOptions,
} from './convolution/separable-convolution.js';

/** The options of {@link SeparableConv1D}. */
export interface SeparableConv1DOptions<
  Strides extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Multiplier extends number = number,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<1> = PerSpatialAxis<1>,
> extends SeparableConvolutionOptions<Strides, Mode, Multiplier, Format, Rate> {}

const separableConv1D = defineSeparableConvolution('SeparableConv1D', 1);

/**
 * Convolves the steps of each channel separately, then combines the channels at each place.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, filters). With padding `valid` the number of
 * steps becomes `floor((steps - kernel) / stride) + 1`, with `same` `ceil(steps / stride)`. There are `depthMultiplier`
 * kernels for each channel, and the bias and the activation are those of what is mixed.
 *
 * @example
 * const features = SeparableConv1D(64, 3)(Input([100, 8])); // SymbolicTensor<[null, 98, 64]>
 */
export const SeparableConv1D: SeparableConvolutionFactory<'SeparableConv1D', 1, 'channelsLast'> =
  separableConv1D('channelsLast');

/**
 * {@link SeparableConv1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const features = SeparableConv1D(64, 3)(Input([8, 100])); // SymbolicTensor<[null, 64, 98]>
 */
export const SeparableConv1DChannelsFirst: SeparableConvolutionFactory<'SeparableConv1D', 1, 'channelsFirst'> =
  separableConv1D('channelsFirst');
