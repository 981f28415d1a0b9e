import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { Edges } from '../types/edges.js';
import { defineEdges, type EdgesOptions, type EdgesShape } from './edges.js';

/** {@link ZeroPadding2D} with `Default` as its default data format. */
export type ZeroPadding2DFactory<Default extends DataFormat> = <
  const Padding extends Edges<2> = 1,
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  padding?: Padding,
  options?: EdgesOptions<Format> & LayerOptions<Name>,
) => Layer<EdgesShape<'ZeroPadding2D', 2, Padding, Format, 'pad'>, Name>;

const zeroPadding2D = defineEdges('ZeroPadding2D', 2, 'pad');

function zeroPadding2DWith<Default extends DataFormat>(dataFormat: Default): ZeroPadding2DFactory<Default> {
  return positional(['padding'], (padding, options = {}) =>
    zeroPadding2D({ padding: padding ?? 1, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Pads images with zeros along height and width: `padding` is one number for all edges, or for each axis one number or two:
 * `[[top, bottom], [left, right]]`. The default is 1.
 *
 * Input shape: (batch, height, width, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const larger = ZeroPadding2D(1)(Input([28, 28, 8])); // SymbolicTensor<[null, 30, 30, 8]>
 */
export const ZeroPadding2D: ZeroPadding2DFactory<'channelsLast'> = zeroPadding2DWith('channelsLast');

/**
 * {@link ZeroPadding2D} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const larger = ZeroPadding2D(1)(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 30, 30]>
 */
export const ZeroPadding2DChannelsFirst: ZeroPadding2DFactory<'channelsFirst'> = zeroPadding2DWith('channelsFirst');
