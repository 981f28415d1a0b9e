import { oneOf } from '../../arguments/one-of.js';
import { positional } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { type Adapted, adapted } from '../../types/adapted.js';
import { type DataFormat, dataFormats, type SpatialRank } from '../../types/data-format.js';
import { type PerAxis, type PerSpatialAxis, perAxis } from '../../types/per-axis.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { inChannelsLast } from '../in-channels-last.js';
import { adaptivePool, type ReduceWindows } from './adaptive-pool.js';

/** What a pooling to a given size takes besides it. */
export interface AdaptivePoolingOptions<Format extends DataFormat = DataFormat> {
  readonly dataFormat?: Format;
}

/** The spatial axes become `OutputSize` long; the channels stay. */
export interface AdaptivePoolingShape<
  ClassName extends string,
  Rank extends SpatialRank,
  OutputSize extends PerAxis,
  Format extends DataFormat,
> extends ShapeFunction {
  readonly output: Adapted<ClassName, Rank, this['input'], OutputSize, Format>;
}

/** Makes layers of one class, with `Default` as the default data format. */
export type AdaptivePoolingFactory<ClassName extends string, Rank extends SpatialRank, Default extends DataFormat> = <
  const OutputSize extends PerSpatialAxis<Rank>,
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  outputSize: OutputSize,
  options?: AdaptivePoolingOptions<Format> & LayerOptions<Name>,
) => Layer<AdaptivePoolingShape<ClassName, Rank, OutputSize, Format>, Name>;

interface Given extends AdaptivePoolingOptions {
  readonly outputSize: PerAxis;
}

/** Defines a class of pooling to a given size over `rank` axes, and what makes its layers for each data format. */
export function defineAdaptivePooling<ClassName extends string, Rank extends SpatialRank>(
  className: ClassName,
  rank: Rank,
  reduce: ReduceWindows,
): <Default extends DataFormat>(dataFormat: Default) => AdaptivePoolingFactory<ClassName, Rank, Default> {
  const pooling = defineLayer({
    name: className,
    configure: ({ outputSize, dataFormat = 'channelsLast' }: Given) => ({
      outputSize: perAxis(`${className}: outputSize`, outputSize, rank),
      dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats),
    }),
    shape: (input, { outputSize, dataFormat }) => adapted(className, rank, input, outputSize, dataFormat),
    forward: (input, _weights, { outputSize, dataFormat }) =>
      inChannelsLast(input, dataFormat, (images) => adaptivePool(images, outputSize, reduce)),
  });
  return (dataFormat) =>
    positional(['outputSize'], (outputSize, options = {}) =>
      pooling({ outputSize, ...options, dataFormat: options.dataFormat ?? dataFormat }, options),
    );
}
