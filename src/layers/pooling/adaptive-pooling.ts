import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { Known } from '../../types/arithmetic/operands.js';
import {
  type DataFormat,
  dataFormats,
  type ImageSignatures,
  type InFormat,
  inFormat,
  type SpatialRank,
} from '../../types/data-format.js';
import type { GivenPerAxis } from '../../types/given-lists.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type OnAxis, type PerAxis, perAxis } from '../../types/per-axis.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type Image, image } from '../../types/window.js';
import { inChannelsLast } from '../core/input-format.js';

/** The shape of an image whose spatial axes become `Size` long, whatever they were. */
type Adapted<Layer extends string, Rank extends SpatialRank, Input, Size extends PerAxis, Format extends DataFormat> = [
  Image<Layer, Rank, Input, Format>,
] extends [infer Found]
  ? [Found] extends [readonly [infer Batch extends Dimension, ...infer Old extends Shape, infer Kept extends Dimension]]
    ? InFormat<[Batch, ...Resized<Old, Size>, Kept], Format>
    : Found
  : never;

type Resized<Old extends Shape, Size extends PerAxis> = { [Axis in keyof Old]: Known<OnAxis<Size, Axis>> };

/** The same at run time. */
function adapted(layer: string, rank: SpatialRank, input: Shape, size: readonly number[], format: DataFormat): Shape {
  const given = image(layer, rank, input, format);
  return inFormat([given[0] as Dimension, ...size, given.at(-1) as Dimension], format);
}

/** Reduces (rows, windows, size, channels) over the places of each window, to (rows, windows, channels). */
type ReduceWindows = (windows: tf.Tensor4D) => tf.Tensor;

/** A part of an axis. */
interface Section {
  readonly start: number;
  readonly size: number;
}

/**
 * The sections of an axis that become one place each: as nearly as integers allow of the same size, and all of it, so that
 * neighbours may have a place in common.
 */
export function sections(length: number, count: number): readonly Section[] {
  return Array.from({ length: count }, (_, place) => {
    const start = Math.floor((place * length) / count);
    return { start, size: Math.ceil(((place + 1) * length) / count) - start };
  });
}

/** Reduces (batch, ...spatial axes, channels) to as many places on each axis as `counts` has, one axis after the other. */
function adaptivePool(input: tf.Tensor, counts: readonly number[], reduce: ReduceWindows): tf.Tensor {
  return counts.reduce((pooled, count, index) => poolAlong(pooled, index + 1, count, reduce), input);
}

function poolAlong(input: tf.Tensor, axis: number, count: number, reduce: ReduceWindows): tf.Tensor {
  const length = input.shape[axis] as number;
  if (length === count) return input;
  const all = sections(length, count);
  const sizes = [...new Set(all.map(({ size }) => size))];
  const before = input.shape.slice(0, axis).reduce((product, size) => product * size, 1);
  const rows = tf.reshape(input, [before, length, -1]);
  const pooled = sizes.map((size) => {
    const places = all.filter((section) => section.size === size).flatMap(({ start }) => range(start, size));
    const isWhole = places.length === length && places.every((place, index) => place === index);
    const covered = isWhole ? rows : tf.gather(rows, tf.tensor1d(places, 'int32'), 1);
    return reduce(tf.reshape<tf.Rank.R4>(covered, [before, places.length / size, size, -1]));
  });
  const output = [...input.shape.slice(0, axis), count, ...input.shape.slice(axis + 1)];
  return tf.reshape(pooled.length === 1 ? (pooled[0] as tf.Tensor) : inOrder(pooled, sizes, all), output);
}

/** Puts what came of sections of the same size into the order of the sections. */
function inOrder(pooled: tf.Tensor[], sizes: readonly number[], all: readonly Section[]): tf.Tensor {
  const sorted = sizes.flatMap((size) => all.filter((section) => section.size === size));
  const places = all.map((section) => sorted.indexOf(section));
  return tf.gather(tf.concat(pooled, 1), tf.tensor1d(places, 'int32'), 1);
}

function range(start: number, size: number): readonly number[] {
  return Array.from({ length: size }, (_, index) => start + index);
}

/** The options of an adaptive pooling besides its output size. */
export interface AdaptivePoolingOptions<Format extends DataFormat = DataFormat> {
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
}

/** The spatial axes become `OutputSize` long; the channels stay. */
export interface AdaptivePoolingShape<
  ClassName extends string,
  Rank extends SpatialRank,
  OutputSize extends PerAxis,
  Format extends DataFormat,
> extends ShapeFunction {
  readonly signature: ImageSignatures<'channels'>[Rank][Format];
  readonly parameters: [ClassName, Rank, OutputSize, Format];
  readonly structured: false;
  readonly output: Adapted<ClassName, Rank, this['input'], OutputSize, Format>;
}

/** Makes layers of one class, with `Default` as the default data format. */
export type AdaptivePoolingFactory<ClassName extends string, Rank extends SpatialRank, Default extends DataFormat> = <
  const OutputSize extends PerAxis,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The size of the output in pixels or steps: one number for all spatial axes, or one for each. */
  outputSize: GivenPerAxis<`${ClassName}: outputSize`, Rank, OutputSize>,
  options?: GivenOptions<ClassName, Given, AdaptivePoolingOptions<Format> & LayerOptions<Name>>,
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
    positionalAs(['outputSize'], (outputSize, options: AdaptivePoolingOptions & LayerOptions = {}) =>
      pooling({ outputSize: outputSize as PerAxis, ...options, dataFormat: options.dataFormat ?? dataFormat }, options),
    );
}
