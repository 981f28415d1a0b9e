import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/one-of.js';
import { defineLayer, type LayerConstructor } from '../graph/define-layer.js';
import { type DataFormat, dataFormats, type SpatialRank } from '../types/data-format.js';
import {
  type CheckedEdges,
  type EdgeChange,
  type Edges,
  type EdgesOutput,
  edgesOf,
  edgesOutput,
} from '../types/edges.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';

/** What a padding or a cropping takes beside how much. */
export interface EdgesOptions<Format extends DataFormat = DataFormat> {
  readonly dataFormat?: Format;
}

/** Spatial axes become longer or shorter; the channels and the element type stay. */
export interface EdgesShape<
  ClassName extends string,
  Rank extends SpatialRank,
  Given,
  Format extends DataFormat,
  Change extends EdgeChange,
> extends ShapeFunction {
  readonly output: EdgesOutput<ClassName, Rank, this['input'], Given, Format, Change>;
  readonly outputType: this['inputType'];
}

interface GivenEdges extends EdgesOptions {
  readonly edges: Edges<SpatialRank>;
}

/** Defines a class that pads or crops `rank` axes. */
export function defineEdges(className: string, rank: SpatialRank, change: EdgeChange): LayerConstructor<GivenEdges> {
  const argument = change === 'pad' ? 'padding' : 'cropping';
  const output = (
    input: Shape,
    { edges, dataFormat }: { readonly edges: CheckedEdges; readonly dataFormat: DataFormat },
  ) => edgesOutput(className, rank, input, edges, dataFormat, change);
  return defineLayer({
    name: className,
    configure: ({ edges, dataFormat = 'channelsLast' }: GivenEdges) => ({
      edges: edgesOf(`${className}: ${argument}`, edges, rank),
      dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats),
    }),
    shape: (input, configuration) => output(input, configuration),
    type: (inputType) => inputType,
    forward: (input, _weights, configuration) => {
      // Sizes that vary are not known before.
      const shape = output(input.shape, configuration) as number[];
      const { edges: spatial } = configuration;
      const none = [0, 0] as const;
      const all = configuration.dataFormat === 'channelsLast' ? [none, ...spatial, none] : [none, none, ...spatial];
      if (change === 'pad')
        return tf.pad(
          input,
          all.map(([before, after]) => [before, after]),
        );
      return tf.slice(
        input,
        all.map(([before]) => before),
        shape,
      );
    },
  });
}
