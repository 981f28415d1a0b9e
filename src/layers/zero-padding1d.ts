import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { Edges } from '../types/edges.js';
import { defineEdges, type EdgesOptions, type EdgesShape } from './edges.js';

/** {@link ZeroPadding1D} with `Default` as its default data format. */
export type ZeroPadding1DFactory<Default extends DataFormat> = <
  const Padding extends Edges<1> = 1,
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  padding?: Padding,
  options?: EdgesOptions<Format> & LayerOptions<Name>,
) => Layer<EdgesShape<'ZeroPadding1D', 1, Padding, Format, 'pad'>, Name>;

const zeroPadding1D = defineEdges('ZeroPadding1D', 1, 'pad');

function zeroPadding1DWith<Default extends DataFormat>(dataFormat: Default): ZeroPadding1DFactory<Default> {
  return positional(['padding'], (padding, options = {}) =>
    zeroPadding1D({ padding: padding ?? 1, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Pads a sequence with zeros along its steps: `padding` is one number for both ends, or one for each. The default is 1.
 *
 * Input shape: (batch, steps, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const larger = ZeroPadding1D(1)(Input([28, 8])); // SymbolicTensor<[null, 30, 8]>
 */
export const ZeroPadding1D: ZeroPadding1DFactory<'channelsLast'> = zeroPadding1DWith('channelsLast');

/**
 * {@link ZeroPadding1D} for (batch, channels, steps), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const larger = ZeroPadding1D(1)(Input([8, 28])); // SymbolicTensor<[null, 8, 30]>
 */
export const ZeroPadding1DChannelsFirst: ZeroPadding1DFactory<'channelsFirst'> = zeroPadding1DWith('channelsFirst');
