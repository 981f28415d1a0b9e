import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { defineLayer, type LayerConstructor } from '../../graph/define-layer.js';
import { type DataFormat, dataFormats, type ImageSignatures, type SpatialRank } from '../../types/data-format.js';
import {
  type CheckedEdges,
  type EdgeChange,
  type Edges,
  type EdgesOutput,
  edgesOf,
  edgesOutput,
} from '../../types/edges.js';
import type { Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';

/** The options of a padding or cropping layer. */
export interface EdgesOptions<Format extends DataFormat = DataFormat> {
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
}

/**
 * The shape function of padding and cropping: spatial axes become longer or shorter; channels and element type stay the
 * same.
 */
export interface EdgesShape<
  ClassName extends string,
  Rank extends SpatialRank,
  Given,
  Format extends DataFormat,
  Change extends EdgeChange,
> extends ShapeFunction {
  readonly signature: ImageSignatures<'channels'>[Rank][Format];
  readonly parameters: [ClassName, Rank, Given, Format, Change];
  readonly structured: false;
  readonly output: EdgesOutput<ClassName, Rank, this['input'], Given, Format, Change>;
  readonly outputType: this['inputType'];
}

/** The amount, under the name of Keras' option. */
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
    // With one spatial axis Keras has no `dataFormat`.
    written: (configuration) => {
      const edges = edgesIn(configuration);
      if (rank > 1) return { ...configuration };
      return change === 'crop' ? { cropping: edges[0] } : { ...configuration, padding: edges[0] };
    },
    type: (inputType) => inputType,
    forward: (input, _weights, configuration) => {
      // Sizes that were open in the graph are known only now.
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
