import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { type DataFormat, dataFormats, type ImageSignatures, type SpatialRank } from '../../types/data-format.js';
import type { GivenPerAxis } from '../../types/given-lists.js';
import type { GivenOptions, SpatialNumbers } from '../../types/given-options.js';
import { type Pair, type PerAxis, type PerSpatialAxis, perAxis } from '../../types/per-axis.js';
import type { Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type WindowOutput, windowOutput } from '../../types/window.js';
import { inChannelsLast } from '../core/input-format.js';

/** Reduces what a window covers of (batch, ...spatial axes, channels) to one number. */
type Pool = (
  input: tf.Tensor,
  size: readonly number[],
  strides: readonly number[],
  padding: 'valid' | 'same',
) => tf.Tensor;

/** The same for images only: `tf.maxPool` and its like. */
type PoolImages = (
  images: tf.Tensor4D,
  size: [number, number],
  strides: [number, number],
  padding: 'valid' | 'same',
) => tf.Tensor;

/**
 * A pooling over any axes from one of images, which takes one or two axes at a time.
 *
 * The mean of all is the mean of the means of each row, and likewise for other reductions.
 */
export function poolAxes(poolImages: PoolImages): Pool {
  return pool;

  function pool(...[input, size, strides, padding]: Parameters<Pool>): tf.Tensor {
    const [batch = 0, first = 0, ...rest] = input.shape.slice(0, -1);
    const channels = input.shape.at(-1) as number;
    const [extent = 1, ...extents] = size;
    const [pace = 1, ...paces] = strides;
    const poolAs = (sizes: readonly number[], windows: readonly number[], steps: readonly number[]) => {
      const images = tf.reshape<tf.Rank.R4>(input, [...sizes, channels] as [number, number, number, number]);
      return poolImages(images, windows as [number, number], steps as [number, number], padding);
    };
    if (rest.length === 1) return poolAs([batch, first, ...rest], size, strides);
    if (rest.length === 0) return tf.squeeze(poolAs([batch, first, 1], [extent, 1], [pace, 1]), [2]);
    const frames = poolAs([batch * first, ...rest], extents, paces);
    const [, rows = 0, columns = 0] = frames.shape;
    const steps = tf.reshape(frames, [batch, first, rows * columns * channels]);
    const pooled = pool(steps, [extent], [pace], padding);
    return tf.reshape(pooled, [batch, pooled.shape[1] as number, rows, columns, channels]);
  }
}

/** The options of a pooling besides the size of its window. */
export interface PoolingOptions<
  Rank extends SpatialRank = SpatialRank,
  Strides extends PerAxis = PerSpatialAxis<Rank>,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
> {
  /** By how much the window moves on. The default is the size of the window. */
  readonly strides?: Strides | null;
  /** `same` lets the window go over the edge, so that an image keeps its size with strides of 1. The default is `valid`. */
  readonly padding?: Mode;
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
}

/** A window slides over the spatial axes; the channels stay. */
export interface PoolingShape<
  ClassName extends string,
  Rank extends SpatialRank,
  PoolSize extends PerAxis,
  Strides extends PerAxis = PoolSize,
  Mode extends 'valid' | 'same' = 'valid',
  Format extends DataFormat = 'channelsLast',
> extends ShapeFunction {
  readonly signature: ImageSignatures<'channels'>[Rank][Format];
  readonly parameters: [ClassName, Rank, PoolSize, Strides, Mode, Format];
  readonly structured: false;
  readonly output: WindowOutput<
    ClassName,
    Rank,
    this['input'],
    { size: PoolSize; strides: Strides; dilationRate: 1; padding: Mode; dataFormat: Format }
  >;
}

/** Makes layers of one class of pooling; channels stand where `Default` says unless an option says otherwise. */
export type PoolingFactory<ClassName extends string, Rank extends SpatialRank, Default extends DataFormat> = <
  const PoolSize extends PerAxis = 2,
  const Strides extends PerSpatialAxis<Rank> | PoolSize = PoolSize,
  const Mode extends 'valid' | 'same' = 'valid',
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The size of the window in pixels or steps: one number for all spatial axes, or one for each. The default is 2. */
  poolSize?: GivenPerAxis<`${ClassName}: poolSize`, Rank, PoolSize>,
  options?: GivenOptions<
    ClassName,
    Given,
    PoolingOptions<Rank, Strides, Mode, Format> & LayerOptions<Name>,
    SpatialNumbers<Rank>
  >,
) => Layer<PoolingShape<ClassName, Rank, PoolSize, Strides, Mode, Format>, Name>;

interface Given extends PoolingOptions {
  readonly poolSize: PerAxis;
}

/** Defines a class of pooling over `rank` axes, and what makes its layers for each data format. */
export function definePooling<ClassName extends string, Rank extends SpatialRank>(
  className: ClassName,
  rank: Rank,
  pool: Pool,
): <Default extends DataFormat>(dataFormat: Default) => PoolingFactory<ClassName, Rank, Default> {
  const pooling = defineLayer({
    name: className,
    configure: ({ poolSize, strides, padding = 'valid', dataFormat = 'channelsLast' }: Given) => ({
      poolSize: perAxis(`${className}: poolSize`, poolSize, rank),
      strides: perAxis(`${className}: strides`, strides ?? poolSize, rank),
      padding: oneOf(`${className}: padding`, padding, ['valid', 'same']),
      dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats),
    }),
    shape: (input, { poolSize: size, ...movement }) => output(input, { size, ...movement }),
    forward: (input, _weights, { poolSize: size, ...movement }) => {
      // Sizes that were open in the graph are known only now.
      output(input.shape, { size, ...movement });
      const { strides, padding, dataFormat } = movement;
      return inChannelsLast(input, dataFormat, (images) => pool(images, size, strides, padding));
    },
  });
  return (dataFormat) =>
    positionalAs(['poolSize'], (poolSize, options: PoolingOptions & LayerOptions = {}) =>
      pooling(
        {
          ...(options as PoolingOptions),
          poolSize: (poolSize ?? 2) as PerAxis,
          dataFormat: options.dataFormat ?? dataFormat,
        },
        options,
      ),
    );

  function output(input: Shape, movement: Movement): Shape {
    return windowOutput(className, rank, input, { ...movement, dilationRate: Array<number>(rank).fill(1) });
  }
}

interface Movement {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly dataFormat: DataFormat;
}

/** The options of a pooling of images besides the size of its window. */
export interface Pooling2DOptions<
  Strides extends Pair = Pair,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
> extends PoolingOptions<2, Strides, Mode, Format> {}

/** Makes layers of one class of pooling of images. */
export type Pooling2DFactory<ClassName extends string, Default extends DataFormat> = PoolingFactory<
  ClassName,
  2,
  Default
>;
