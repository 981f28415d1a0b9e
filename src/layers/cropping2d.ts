import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { Edges } from '../types/edges.js';
import { defineEdges, type EdgesOptions, type EdgesShape } from './edges.js';

/** {@link Cropping2D} with `Default` as its default data format. */
export type Cropping2DFactory<Default extends DataFormat> = <
  const Cropping extends Edges<2> = 0,
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  cropping?: Cropping,
  options?: EdgesOptions<Format> & LayerOptions<Name>,
) => Layer<EdgesShape<'Cropping2D', 2, Cropping, Format, 'crop'>, Name>;

const cropping2D = defineEdges('Cropping2D', 2, 'crop');

function cropping2DWith<Default extends DataFormat>(dataFormat: Default): Cropping2DFactory<Default> {
  return positional(['cropping'], (cropping, options = {}) =>
    cropping2D({ cropping: cropping ?? 0, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Crops images along height and width: `cropping` is one number for all edges, or for each axis one number or two:
 * `[[top, bottom], [left, right]]`. The default is 0.
 *
 * Input shape: (batch, height, width, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const smaller = Cropping2D(1)(Input([28, 28, 8])); // SymbolicTensor<[null, 26, 26, 8]>
 */
export const Cropping2D: Cropping2DFactory<'channelsLast'> = cropping2DWith('channelsLast');

/**
 * {@link Cropping2D} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const smaller = Cropping2D(1)(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 26, 26]>
 */
export const Cropping2DChannelsFirst: Cropping2DFactory<'channelsFirst'> = cropping2DWith('channelsFirst');
