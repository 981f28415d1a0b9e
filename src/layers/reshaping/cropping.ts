import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat, SpatialRank } from '../../types/data-format.js';
import type { Edges } from '../../types/edges.js';
import type { AnyEdges, GivenEdges } from '../../types/given-lists.js';
import type { GivenOptions } from '../../types/given-options.js';
import { defineEdges, type EdgesOptions, type EdgesShape } from './edges.js';

const cropping1D = defineEdges('Cropping1D', 1, 'crop');

/**
 * Crops a sequence along its steps: `cropping` is one number for both ends, or one for each. The default is 1.
 *
 * Input shape: (batch, steps, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const smaller = Cropping1D(1)(Input([28, 8])); // SymbolicTensor<[null, 26, 8]>
 */
export const Cropping1D: <
  const Cropping extends AnyEdges = 1,
  const Name extends string = string,
  const Given = object,
>(
  /** The number of steps to remove from each side, or a pair for the start and the end. The default is 1. */
  cropping?: GivenEdges<'Cropping1D: cropping', 1, Cropping>,
  options?: GivenOptions<'Cropping1D', Given, LayerOptions<Name>>,
) => Layer<EdgesShape<'Cropping1D', 1, Cropping, 'channelsLast', 'crop'>, Name> = positionalAs(
  ['cropping'],
  (cropping, options: LayerOptions = {}) => cropping1D({ cropping: (cropping ?? 1) as Edges<SpatialRank> }, options),
);

/** {@link Cropping2D} with `Default` as its default data format. */
export type Cropping2DFactory<Default extends DataFormat> = <
  const Cropping extends AnyEdges = 0,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The number of pixels to remove from each side: one number, or for each axis one number or a pair for the start and
   * the end. The default is 0.
   */
  cropping?: GivenEdges<'Cropping2D: cropping', 2, Cropping>,
  options?: GivenOptions<'Cropping2D', Given, EdgesOptions<Format> & LayerOptions<Name>>,
) => Layer<EdgesShape<'Cropping2D', 2, Cropping, Format, 'crop'>, Name>;

const cropping2D = defineEdges('Cropping2D', 2, 'crop');

function cropping2DWith<Default extends DataFormat>(dataFormat: Default): Cropping2DFactory<Default> {
  return positionalAs(['cropping'], (cropping, options: EdgesOptions & LayerOptions = {}) =>
    cropping2D(
      { cropping: (cropping ?? 0) as Edges<SpatialRank>, dataFormat: options.dataFormat ?? dataFormat },
      options,
    ),
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

/** {@link Cropping3D} with `Default` as its default data format. */
export type Cropping3DFactory<Default extends DataFormat> = <
  const Cropping extends AnyEdges = 1,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The number of voxels to remove from each side: one number, or for each axis one number or a pair for the start and
   * the end. The default is 1.
   */
  cropping?: GivenEdges<'Cropping3D: cropping', 3, Cropping>,
  options?: GivenOptions<'Cropping3D', Given, EdgesOptions<Format> & LayerOptions<Name>>,
) => Layer<EdgesShape<'Cropping3D', 3, Cropping, Format, 'crop'>, Name>;

const cropping3D = defineEdges('Cropping3D', 3, 'crop');

function cropping3DWith<Default extends DataFormat>(dataFormat: Default): Cropping3DFactory<Default> {
  return positionalAs(['cropping'], (cropping, options: EdgesOptions & LayerOptions = {}) =>
    cropping3D(
      { cropping: (cropping ?? 1) as Edges<SpatialRank>, dataFormat: options.dataFormat ?? dataFormat },
      options,
    ),
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
