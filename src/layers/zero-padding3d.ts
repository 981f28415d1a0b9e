import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { Edges } from '../types/edges.js';
import { defineEdges, type EdgesOptions, type EdgesShape } from './edges.js';

/** {@link ZeroPadding3D} with `Default` as its default data format. */
export type ZeroPadding3DFactory<Default extends DataFormat> = <
  const Padding extends Edges<3> = 1,
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  padding?: Padding,
  options?: EdgesOptions<Format> & LayerOptions<Name>,
) => Layer<EdgesShape<'ZeroPadding3D', 3, Padding, Format, 'pad'>, Name>;

const zeroPadding3D = defineEdges('ZeroPadding3D', 3, 'pad');

function zeroPadding3DWith<Default extends DataFormat>(dataFormat: Default): ZeroPadding3DFactory<Default> {
  return positional(['padding'], (padding, options = {}) =>
    zeroPadding3D({ padding: padding ?? 1, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Pads volumes with zeros along depth, height and width: `padding` is one number for all edges, or for each axis one number
 * or two: `[[front, back], [top, bottom], [left, right]]`. The default is 1.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const larger = ZeroPadding3D(1)(Input([8, 28, 28, 3])); // SymbolicTensor<[null, 10, 30, 30, 3]>
 */
export const ZeroPadding3D: ZeroPadding3DFactory<'channelsLast'> = zeroPadding3DWith('channelsLast');

/**
 * {@link ZeroPadding3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const larger = ZeroPadding3D(1)(Input([3, 8, 28, 28])); // SymbolicTensor<[null, 3, 10, 30, 30]>
 */
export const ZeroPadding3DChannelsFirst: ZeroPadding3DFactory<'channelsFirst'> = zeroPadding3DWith('channelsFirst');
