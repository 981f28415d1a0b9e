import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { PerSpatialAxis } from '../types/per-axis.js';
import { defineUpSampling, type UpSamplingOptions, type UpSamplingShape } from './up-sampling.js';

/** {@link UpSampling3D} with `Default` as its default data format. */
export type UpSampling3DFactory<Default extends DataFormat> = <
  const Size extends PerSpatialAxis<3> = 2,
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  size?: Size,
  options?: UpSamplingOptions<Format> & LayerOptions<Name>,
) => Layer<UpSamplingShape<'UpSampling3D', 3, Size, Format>, Name>;

const upSampling3D = defineUpSampling('UpSampling3D', 3);

function upSampling3DWith<Default extends DataFormat>(dataFormat: Default): UpSampling3DFactory<Default> {
  return positional(['size'], (size, options = {}) =>
    upSampling3D({ ...options, size: size ?? 2, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Repeats the elements of each spatial axis `size` times: one number for all axes, or one for each. The default is 2.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const larger = UpSampling3D()(Input([8, 28, 28, 3])); // SymbolicTensor<[null, 16, 56, 56, 3]>
 */
export const UpSampling3D: UpSampling3DFactory<'channelsLast'> = upSampling3DWith('channelsLast');

/**
 * {@link UpSampling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const larger = UpSampling3D()(Input([3, 8, 28, 28])); // SymbolicTensor<[null, 3, 16, 56, 56]>
 */
export const UpSampling3DChannelsFirst: UpSampling3DFactory<'channelsFirst'> = upSampling3DWith('channelsFirst');
