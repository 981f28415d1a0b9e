import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  type ConvolutionTransposeFactory,
  type ConvolutionTransposeOptions,
  defineConvolutionTranspose,
} from './convolution/convolution-transpose.js';

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
