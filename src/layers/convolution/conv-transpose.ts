import type { DataFormat } from '../../types/data-format.js';
import type { PerSpatialAxis } from '../../types/per-axis.js';
import {
  type ConvolutionTransposeFactory,
  type ConvolutionTransposeOptions,
  defineConvolutionTranspose,
} from './convolution-transpose.js';

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

/** The options of {@link Conv2DTranspose}. */
export interface Conv2DTransposeOptions<
  Strides extends PerSpatialAxis<2> = PerSpatialAxis<2>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Extra extends PerSpatialAxis<2> | null = PerSpatialAxis<2> | null,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<2> = PerSpatialAxis<2>,
> extends ConvolutionTransposeOptions<'Conv2DTranspose', Strides, Mode, Extra, Format, Rate> {}

const conv2DTranspose = defineConvolutionTranspose('Conv2DTranspose', 2);

/**
 * The transpose of a convolution over height and width: it restores the size that a `Conv2D` with the same options reduced.
 *
 * Input shape: (batch, height, width, channels). Output shape: (batch, new height, new width, filters). With padding
 * `valid` the height becomes `(height - 1) * stride + max(kernel, stride)`, with `same` `height * stride`; with an
 * `outputPadding`, `(height - 1) * stride`, plus `kernel` or `kernel % 2`, plus that.
 *
 * @example
 * const larger = Conv2DTranspose(64, 3, { strides: 2, padding: 'same' })(Input([14, 14, 8])); // SymbolicTensor<[null, 28, 28, 64]>
 */
export const Conv2DTranspose: ConvolutionTransposeFactory<'Conv2DTranspose', 2, 'channelsLast'> =
  conv2DTranspose('channelsLast');

/**
 * {@link Conv2DTranspose} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const larger = Conv2DTranspose(64, 3, { strides: 2, padding: 'same' })(Input([8, 14, 14])); // SymbolicTensor<[null, 64, 28, 28]>
 */
export const Conv2DTransposeChannelsFirst: ConvolutionTransposeFactory<'Conv2DTranspose', 2, 'channelsFirst'> =
  conv2DTranspose('channelsFirst');

/** The options of {@link Conv3DTranspose}. */
export interface Conv3DTransposeOptions<
  Strides extends PerSpatialAxis<3> = PerSpatialAxis<3>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Extra extends PerSpatialAxis<3> | null = PerSpatialAxis<3> | null,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<3> = PerSpatialAxis<3>,
> extends ConvolutionTransposeOptions<'Conv3DTranspose', Strides, Mode, Extra, Format, Rate> {}

const conv3DTranspose = defineConvolutionTranspose('Conv3DTranspose', 3);

/**
 * The transpose of a convolution over depth, height and width: it restores the size that a `Conv3D` with the same options
 * reduced.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: (batch, new depth, new height, new width, filters).
 * With padding `valid` the depth becomes `(depth - 1) * stride + max(kernel, stride)`, with `same` `depth * stride`; with
 * an `outputPadding`, `(depth - 1) * stride`, plus `kernel` or `kernel % 2`, plus that.
 *
 * @example
 * const larger = Conv3DTranspose(64, 2, { strides: 2 })(Input([8, 14, 14, 8])); // SymbolicTensor<[null, 16, 28, 28, 64]>
 */
export const Conv3DTranspose: ConvolutionTransposeFactory<'Conv3DTranspose', 3, 'channelsLast'> =
  conv3DTranspose('channelsLast');

/**
 * {@link Conv3DTranspose} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const larger = Conv3DTranspose(64, 2, { strides: 2 })(Input([8, 8, 14, 14])); // SymbolicTensor<[null, 64, 16, 28, 28]>
 */
export const Conv3DTransposeChannelsFirst: ConvolutionTransposeFactory<'Conv3DTranspose', 3, 'channelsFirst'> =
  conv3DTranspose('channelsFirst');
