import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { type ConvolutionFactory, type ConvolutionLayerOptions, defineConvolution } from './convolution/convolution.js';

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
