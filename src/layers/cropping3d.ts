import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { Edges } from '../types/edges.js';
import { defineEdges, type EdgesOptions, type EdgesShape } from './edges.js';

/** {@link Cropping3D} with `Default` as its default data format. */
export type Cropping3DFactory<Default extends DataFormat> = <
  const Cropping extends Edges<3> = 1,
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  cropping?: Cropping,
  options?: EdgesOptions<Format> & LayerOptions<Name>,
) => Layer<EdgesShape<'Cropping3D', 3, Cropping, Format, 'crop'>, Name>;

const cropping3D = defineEdges('Cropping3D', 3, 'crop');

function cropping3DWith<Default extends DataFormat>(dataFormat: Default): Cropping3DFactory<Default> {
  return positional(['cropping'], (cropping, options = {}) =>
    cropping3D({ cropping: cropping ?? 1, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Crops volumes along depth, height and width: `cropping` is one number for all edges, or for each axis one number or two:
 * `[[front, back], [top, bottom], [left, right]]`. The default is 1.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const smaller = Cropping3D(1)(Input([8, 28, 28, 3])); // SymbolicTensor<[null, 6, 26, 26, 3]>
 */
export const Cropping3D: Cropping3DFactory<'channelsLast'> = cropping3DWith('channelsLast');

/**
 * {@link Cropping3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const smaller = Cropping3D(1)(Input([3, 8, 28, 28])); // SymbolicTensor<[null, 3, 6, 26, 26]>
 */
export const Cropping3DChannelsFirst: Cropping3DFactory<'channelsFirst'> = cropping3DWith('channelsFirst');
