import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat, SpatialRank } from '../../types/data-format.js';
import type { Edges } from '../../types/edges.js';
import type { AnyEdges, GivenEdges } from '../../types/given-lists.js';
import type { GivenOptions } from '../../types/given-options.js';
import { defineEdges, type EdgesOptions, type EdgesShape } from './edges.js';

/** {@link ZeroPadding1D} with `Default` as its default data format. */
export type ZeroPadding1DFactory<Default extends DataFormat> = <
  const Padding extends AnyEdges = 1,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of zeros to add on each side, in steps, or a pair for the start and the end. The default is 1. */
  padding?: GivenEdges<'ZeroPadding1D: padding', 1, Padding>,
  options?: GivenOptions<'ZeroPadding1D', Given, EdgesOptions<Format> & LayerOptions<Name>>,
) => Layer<EdgesShape<'ZeroPadding1D', 1, Padding, Format, 'pad'>, Name>;

const zeroPadding1D = defineEdges('ZeroPadding1D', 1, 'pad');

function zeroPadding1DWith<Default extends DataFormat>(dataFormat: Default): ZeroPadding1DFactory<Default> {
  return positionalAs(['padding'], (padding, options: EdgesOptions & LayerOptions = {}) =>
    zeroPadding1D(
      { padding: (padding ?? 1) as Edges<SpatialRank>, dataFormat: options.dataFormat ?? dataFormat },
      options,
    ),
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

/** {@link ZeroPadding2D} with `Default` as its default data format. */
export type ZeroPadding2DFactory<Default extends DataFormat> = <
  const Padding extends AnyEdges = 1,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The number of zeros to add on each side, in pixels: one number, or for each axis one number or a pair for the start
   * and the end. The default is 1.
   */
  padding?: GivenEdges<'ZeroPadding2D: padding', 2, Padding>,
  options?: GivenOptions<'ZeroPadding2D', Given, EdgesOptions<Format> & LayerOptions<Name>>,
) => Layer<EdgesShape<'ZeroPadding2D', 2, Padding, Format, 'pad'>, Name>;

const zeroPadding2D = defineEdges('ZeroPadding2D', 2, 'pad');

function zeroPadding2DWith<Default extends DataFormat>(dataFormat: Default): ZeroPadding2DFactory<Default> {
  return positionalAs(['padding'], (padding, options: EdgesOptions & LayerOptions = {}) =>
    zeroPadding2D(
      { padding: (padding ?? 1) as Edges<SpatialRank>, dataFormat: options.dataFormat ?? dataFormat },
      options,
    ),
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

/** {@link ZeroPadding3D} with `Default` as its default data format. */
export type ZeroPadding3DFactory<Default extends DataFormat> = <
  const Padding extends AnyEdges = 1,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The number of zeros to add on each side, in voxels: one number, or for each axis one number or a pair for the start
   * and the end. The default is 1.
   */
  padding?: GivenEdges<'ZeroPadding3D: padding', 3, Padding>,
  options?: GivenOptions<'ZeroPadding3D', Given, EdgesOptions<Format> & LayerOptions<Name>>,
) => Layer<EdgesShape<'ZeroPadding3D', 3, Padding, Format, 'pad'>, Name>;

const zeroPadding3D = defineEdges('ZeroPadding3D', 3, 'pad');

function zeroPadding3DWith<Default extends DataFormat>(dataFormat: Default): ZeroPadding3DFactory<Default> {
  return positionalAs(['padding'], (padding, options: EdgesOptions & LayerOptions = {}) =>
    zeroPadding3D(
      { padding: (padding ?? 1) as Edges<SpatialRank>, dataFormat: options.dataFormat ?? dataFormat },
      options,
    ),
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
