import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  type ConvolutionTransposeFactory,
  type ConvolutionTransposeOptions,
  defineConvolutionTranspose,
} from './convolution/convolution-transpose.js';

/** The options of {@link Conv1DTranspose}. */
export interface Conv1DTransposeOptions<
  Strides extends PerSpatialAxis<1> = PerSpatialAxis<1>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Extra extends PerSpatialAxis<1> | null = PerSpatialAxis<1> | null,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<1> = PerSpatialAxis<1>,
> extends ConvolutionTransposeOptions<'Conv1DTranspose', Strides, Mode, Extra, Format, Rate> {}

const conv1DTranspose = defineConvolutionTranspose('Conv1DTranspose', 1);

/**
 * The transpose of a convolution over steps: it restores the size that a `Conv1D` with the same options reduced.
 *
 * Input shape: (batch, steps, channels). Output shape: (batch, new steps, filters). With padding `valid` the number of
 * steps becomes `(steps - 1) * stride + max(kernel, stride)`, with `same` `steps * stride`; with an `outputPadding`,
 * `(steps - 1) * stride`, plus `kernel` or `kernel % 2`, plus that.
 *
 * @example
 * const larger = Conv1DTranspose(64, 3, { strides: 2 })(Input([50, 8])); // SymbolicTensor<[null, 101, 64]>
 */
export const Conv1DTranspose: ConvolutionTransposeFactory<'Conv1DTranspose', 1, 'channelsLast'> =
  conv1DTranspose('channelsLast');

/**
 * {@link Conv1DTranspose} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const larger = Conv1DTranspose(64, 3, { strides: 2 })(Input([8, 50])); // SymbolicTensor<[null, 64, 101]>
 */
export const Conv1DTransposeChannelsFirst: ConvolutionTransposeFactory<'Conv1DTranspose', 1, 'channelsFirst'> =
  conv1DTranspose('channelsFirst');
