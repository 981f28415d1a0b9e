import type * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../arguments/one-of.js';
import type { LayerOptions } from '../graph/create-layer.js';
import { defineLayer } from '../graph/define-layer.js';
import type { Layer } from '../graph/layer.js';
import { type DataFormat, dataFormats } from '../types/data-format.js';
import { type Pair, perAxis } from '../types/per-axis.js';
import type { Shape } from '../types/shape.js';
import type { ShapeFunction } from '../types/shape-function.js';
import { type WindowOutput, windowOutput } from '../types/window.js';
import { inChannelsLast } from './in-channels-last.js';

/** What a pooling of images takes beside the size of its window. */
export interface Pooling2DOptions<
  Strides extends Pair = Pair,
  Mode extends 'valid' | 'same' = 'valid' | 'same',
  Format extends DataFormat = DataFormat,
> {
  /** By how much the window moves on; the size of the window unless given. */
  readonly strides?: Strides | null;
  /** `same` lets the window go over the edge, so that an image keeps its size with strides of 1; `valid` unless given. */
  readonly padding?: Mode;
  readonly dataFormat?: Format;
}

/** A window slides over height and width; the channels stay. */
export interface Pooling2DShape<
  ClassName extends string,
  PoolSize extends Pair,
  Strides extends Pair,
  Mode extends 'valid' | 'same',
  Format extends DataFormat,
> extends ShapeFunction {
  readonly output: WindowOutput<
    ClassName,
    2,
    this['input'],
    { size: PoolSize; strides: Strides; dilationRate: 1; padding: Mode; dataFormat: Format }
  >;
}

/** Makes layers of one class of pooling, for images with their channels where `Default` says unless an option says otherwise. */
export type Pooling2DFactory<ClassName extends string, Default extends DataFormat> = <
  const PoolSize extends Pair = 2,
  const Strides extends Pair = PoolSize,
  const Mode extends 'valid' | 'same' = 'valid',
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  poolSize?: PoolSize,
  options?: Pooling2DOptions<Strides, Mode, Format> & LayerOptions<Name>,
) => Layer<Pooling2DShape<ClassName, PoolSize, Strides, Mode, Format>, Name>;

/** Reduces what a window covers to one number: `tf.maxPool` and its like. */
type Pool = (
  images: tf.Tensor4D,
  size: [number, number],
  strides: [number, number],
  padding: 'valid' | 'same',
) => tf.Tensor;

interface Given extends Pooling2DOptions {
  readonly poolSize: Pair;
}

/** Defines a class of pooling of images, and what makes its layers for each data format. */
export function definePooling2D<ClassName extends string>(
  className: ClassName,
  pool: Pool,
): <Default extends DataFormat>(dataFormat: Default) => Pooling2DFactory<ClassName, Default> {
  const pooling = defineLayer({
    name: className,
    configure: ({ poolSize, strides, padding = 'valid', dataFormat = 'channelsLast' }: Given) => ({
      poolSize: perAxis(`${className}: poolSize`, poolSize, 2),
      strides: perAxis(`${className}: strides`, strides ?? poolSize, 2),
      padding: oneOf(`${className}: padding`, padding, ['valid', 'same']),
      dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats),
    }),
    shape: (input, { poolSize: size, ...movement }) => output(input, { size, ...movement }),
    forward: (input, _weights, { poolSize: size, ...movement }) => {
      // Sizes that vary are not known before.
      output(input.shape, { size, ...movement });
      const { strides, padding, dataFormat } = movement;
      return inChannelsLast(input, dataFormat, (images) =>
        pool(images as tf.Tensor4D, size as [number, number], strides as [number, number], padding),
      );
    },
  });
  return (dataFormat) =>
    (poolSize, options = {}) =>
      pooling({ ...options, poolSize: poolSize ?? 2, dataFormat: options.dataFormat ?? dataFormat }, options);

  function output(input: Shape, movement: Movement): Shape {
    return windowOutput(className, 2, input, { ...movement, dilationRate: [1, 1] });
  }
}

interface Movement {
  readonly size: readonly number[];
  readonly strides: readonly number[];
  readonly padding: 'valid' | 'same';
  readonly dataFormat: DataFormat;
}
