import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import type { Interpolation } from './image/interpolation.js';
import { defineUpSampling, type UpSamplingOptions, type UpSamplingShape } from './up-sampling.js';

/** The options of {@link UpSampling2D}. */
export interface UpSampling2DOptions<
  Format extends DataFormat = DataFormat,
  Method extends Interpolation = Interpolation,
> extends UpSamplingOptions<Format> {
  /**
   * The interpolation: `nearest` repeats pixels, the others compute weighted means of neighbouring ones. The default is
   * `nearest`.
   */
  readonly interpolation?: Method;
}

/** {@link UpSampling2D} with `Default` as its default data format. */
export type UpSampling2DFactory<Default extends DataFormat> = <
  const Size extends PerSpatialAxis<2> = 2,
  const Format extends DataFormat = Default,
  const Method extends Interpolation = 'nearest',
  const Name extends string = string,
>(
  size?: Size,
  options?: UpSampling2DOptions<Format, Method> & LayerOptions<Name>,
) => Layer<UpSamplingShape<'UpSampling2D', 2, Size, Format, Method>, Name>;

const upSampling2D = defineUpSampling('UpSampling2D', 2);

function upSampling2DWith<Default extends DataFormat>(dataFormat: Default): UpSampling2DFactory<Default> {
  return positional(['size'], (size, options = {}) =>
    upSampling2D({ ...options, size: size ?? 2, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Repeats or interpolates rows and columns, `size` times as many: one number for both axes, or one for each. The default is
 * 2.
 *
 * Input shape: (batch, height, width, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const larger = UpSampling2D()(Input([28, 28, 8])); // SymbolicTensor<[null, 56, 56, 8]>
 */
export const UpSampling2D: UpSampling2DFactory<'channelsLast'> = upSampling2DWith('channelsLast');

/**
 * {@link UpSampling2D} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const larger = UpSampling2D()(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 56, 56]>
 */
export const UpSampling2DChannelsFirst: UpSampling2DFactory<'channelsFirst'> = upSampling2DWith('channelsFirst');
