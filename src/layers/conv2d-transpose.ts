import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import {
  type ConvolutionTransposeFactory,
  type ConvolutionTransposeOptions,
  defineConvolutionTranspose,
} from './convolution/convolution-transpose.js';

/** What {@link Conv2DTranspose} takes beside the number of filters and the size of the kernel. */
export interface Conv2DTransposeOptions<
  Strides extends PerSpatialAxis<2> = PerSpatialAxis<2>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Extra extends PerSpatialAxis<2> | null = PerSpatialAxis<2> | null,
  Format extends DataFormat = DataFormat,
  Rate extends PerSpatialAxis<2> = PerSpatialAxis<2>,
> extends ConvolutionTransposeOptions<'Conv2DTranspose', Strides, Mode, Extra, Format, Rate> {}

const conv2DTranspose = defineConvolutionTranspose('Conv2DTranspose', 2);

/**
 * The way back through a convolution over height and width: what a `Conv2D` made smaller becomes as large as it was.
 *
 * Takes (batch, height, width, channels), gives (batch, new height, new width, filters).
 * With padding `valid` a height becomes `(height - 1) * stride + max(kernel, stride)`, with `same` `height * stride`; with
 * an `outputPadding`, `(height - 1) * stride`, plus `kernel` or `kernel % 2`, plus that.
 *
 * @example
 * const larger = Conv2DTranspose(64, 3, { strides: 2, padding: 'same' })(Input([14, 14, 8])); // SymbolicTensor<[null, 28, 28, 64]>
 */
export const Conv2DTranspose: ConvolutionTransposeFactory<'Conv2DTranspose', 2, 'channelsLast'> =
  conv2DTranspose('channelsLast');

/**
 * {@link Conv2DTranspose} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const larger = Conv2DTranspose(64, 3, { strides: 2, padding: 'same' })(Input([8, 14, 14])); // SymbolicTensor<[null, 64, 28, 28]>
 */
export const Conv2DTransposeChannelsFirst: ConvolutionTransposeFactory<'Conv2DTranspose', 2, 'channelsFirst'> =
  conv2DTranspose('channelsFirst');
