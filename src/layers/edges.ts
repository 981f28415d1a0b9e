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

/** How much, under the name that Keras has for it. */
interface GivenEdges extends EdgesOptions {
  readonly padding?: Edges<SpatialRank>;
  readonly cropping?: Edges<SpatialRank>;
}

interface CheckedConfiguration extends Required<EdgesOptions> {
  readonly padding?: CheckedEdges;
  readonly cropping?: CheckedEdges;
}

/** Defines a class that pads or crops `rank` axes. */
export function defineEdges(className: string, rank: SpatialRank, change: EdgeChange): LayerConstructor<GivenEdges> {
  const argument = change === 'pad' ? 'padding' : 'cropping';
  const output = (input: Shape, configuration: CheckedConfiguration) =>
    edgesOutput(className, rank, input, edgesIn(configuration), configuration.dataFormat, change);
  return defineLayer({
    name: className,
    configure: ({ dataFormat = 'channelsLast', ...given }: GivenEdges): CheckedConfiguration => ({
      [argument]: edgesOf(`${className}: ${argument}`, given[argument] as Edges<SpatialRank>, rank),
      dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats),
    }),
    shape: (input, configuration) => output(input, configuration),
    // Keras knows one axis, in one format, and does not say so.
    written: (configuration) => {
      const edges = edgesIn(configuration);
      if (rank > 1) return { ...configuration };
      return change === 'crop' ? { cropping: edges[0] } : { ...configuration, padding: edges[0] };
    },
    type: (inputType) => inputType,
    forward: (input, _weights, configuration) => {
      // Sizes that vary are not known before.
      const shape = output(input.shape, configuration) as number[];
      const spatial = edgesIn(configuration);
      const none = [0, 0] as const;
      const all = configuration.dataFormat === 'channelsLast' ? [none, ...spatial, none] : [none, none, ...spatial];
      if (change === 'crop')
        return tf.slice(
          input,
          Array.from(all, ([before]) => before),
          shape,
        );
      return tf.pad(
        input,
        Array.from(all, ([before, after]) => [before, after]),
      );
    },
  });
}

function edgesIn({ padding, cropping }: CheckedConfiguration): CheckedEdges {
  return padding ?? cropping ?? [];
}
