import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { withDefaults } from '../../arguments/options.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import {
  type DataFormat,
  dataFormats,
  type ImageSignatures,
  type InFormat,
  inFormat,
  type layouts,
  type SpatialRank,
} from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type Image, image } from '../../types/window.js';

/** The options of global pooling. */
export interface GlobalPoolingOptions<Format extends DataFormat = DataFormat, KeepDims extends boolean = boolean> {
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
  /** Whether the spatial axes stay, with a size of 1. The default is they go. */
  readonly keepdims?: KeepDims;
}

/** The spatial axes go, or become 1; the channels stay. */
export interface GlobalPoolingShape<
  ClassName extends string,
  Rank extends SpatialRank,
  Format extends DataFormat = 'channelsLast',
  KeepDims extends boolean = false,
> extends ShapeFunction {
  readonly signature: KeepDims extends false
    ? `${(typeof layouts)[Rank][Format]} → (batch, channels)`
    : ImageSignatures<'channels'>[Rank][Format];
  readonly parameters: [ClassName, Rank, Format, KeepDims];
  readonly structured: false;
  readonly output: GlobalPoolingOutput<Image<ClassName, Rank, this['input'], Format>, Format, KeepDims>;
}

type GlobalPoolingOutput<Given, Format extends DataFormat, KeepDims extends boolean> = [Given] extends [
  readonly [infer Batch extends Dimension, ...infer Sizes extends Shape, infer Channels extends Dimension],
]
  ? [KeepDims] extends [false]
    ? [Batch, Channels]
    : [KeepDims] extends [true]
      ? InFormat<[Batch, ...Ones<Sizes>, Channels], Format>
      : Shape
  : Given;

type Ones<Sizes extends Shape> = { [Axis in keyof Sizes]: 1 };

function globalPoolingOutput(
  className: string,
  rank: SpatialRank,
  input: Shape,
  { dataFormat, keepdims }: Required<GlobalPoolingOptions>,
): Shape {
  const given = image(className, rank, input, dataFormat);
  const [batch, channels] = [given[0], given.at(-1)] as [Dimension, Dimension];
  return keepdims ? inFormat([batch, ...Array<number>(rank).fill(1), channels], dataFormat) : [batch, channels];
}

/** Makes layers of one class, with `Default` as the default data format. */
export type GlobalPoolingFactory<ClassName extends string, Rank extends SpatialRank, Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const KeepDims extends boolean = false,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<ClassName, Given, GlobalPoolingOptions<Format, KeepDims> & LayerOptions<Name>>,
) => Layer<GlobalPoolingShape<ClassName, Rank, Format, KeepDims>, Name>;

const defaults: Required<GlobalPoolingOptions> = { dataFormat: 'channelsLast', keepdims: false };

/** Reduces axes to one number: `tf.max` and its like; `mask` says which steps of a sequence count. */
type Reduce = (input: tf.Tensor, axes: number[], keepDims: boolean, mask: tf.Tensor | null) => tf.Tensor;

/** Defines a class of pooling over all places of `rank` axes, and what makes its layers for each data format. */
export function defineGlobalPooling<ClassName extends string, Rank extends SpatialRank>(
  className: ClassName,
  rank: Rank,
  reduce: Reduce,
): <Default extends DataFormat>(dataFormat: Default) => GlobalPoolingFactory<ClassName, Rank, Default> {
  const pooling = defineLayer({
    name: className,
    configure: (given: GlobalPoolingOptions) => {
      const { dataFormat, keepdims } = withDefaults(className, defaults, given);
      return { dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats), keepdims };
    },
    shape: (input, configuration) => globalPoolingOutput(className, rank, input, configuration),
    forward: (input, _weights, { dataFormat, keepdims }, { mask }) => {
      const first = dataFormat === 'channelsLast' ? 1 : 2;
      const axes = Array.from({ length: rank }, (_, axis) => first + axis);
      const floats = input.dtype === 'float32' ? input : tf.cast(input, 'float32');
      return reduce(floats, axes, keepdims, mask);
    },
  });
  return (dataFormat) =>
    positionalAs([], (options: GlobalPoolingOptions & LayerOptions = {}) =>
      pooling({ ...options, dataFormat: options.dataFormat ?? dataFormat }, options),
    );
}
