import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  type ConvolutionTransposeFactory,
  type ConvolutionTransposeOptions,
  defineConvolutionTranspose,
} from './convolution/convolution-transpose.js';

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
