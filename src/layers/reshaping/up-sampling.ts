import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer, type LayerConstructor } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import {
  type DataFormat,
  dataFormats,
  type ImageSignatures,
  type InFormat,
  inFormat,
  type SpatialRank,
} from '../../types/data-format.js';
import type { DType } from '../../types/dtype.js';
import type { GivenPerAxis } from '../../types/given-lists.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Scaled, scaled } from '../../types/named-size.js';
import { type OnAxis, type PerAxis, perAxis } from '../../types/per-axis.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type Image, image } from '../../types/window.js';
import { type Interpolation, interpolations, resample } from '../preprocessing/resample.js';

/** The shape of what is made `Size` times as long along its spatial axes. */
type UpSampled<
  Layer extends string,
  Rank extends SpatialRank,
  Input,
  Size extends PerAxis,
  Format extends DataFormat,
> = [Image<Layer, Rank, Input, Format>] extends [infer Found]
  ? [Found] extends [
      readonly [infer Batch extends Dimension, ...infer Sizes extends Shape, infer Kept extends Dimension],
    ]
    ? InFormat<[Batch, ...Longer<Sizes, Size>, Kept], Format>
    : Found
  : never;

type Longer<Sizes extends Shape, Size extends PerAxis, Longest extends Shape = []> = [Sizes] extends [
  readonly [infer First extends Dimension, ...infer Rest extends Shape],
]
  ? Longer<Rest, Size, [...Longest, Scaled<First, OnAxis<Size, Longest['length']>>]>
  : Longest;

function upSampled(layer: string, rank: SpatialRank, input: Shape, size: readonly number[], format: DataFormat): Shape {
  const given = image(layer, rank, input, format);
  const longer = given.slice(1, -1).map((length, axis) => scaled(length, size[axis] as number));
  return inFormat([given[0] as Dimension, ...longer, given.at(-1) as Dimension], format);
}

/** The options of an up-sampling layer. */
export interface UpSamplingOptions<Format extends DataFormat = DataFormat> {
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
}

/**
 * The shape function of up-sampling: spatial axes become `Size` times as long. The element type stays the same with
 * `nearest`.
 */
export interface UpSamplingShape<
  ClassName extends string,
  Rank extends SpatialRank,
  Size extends PerAxis,
  Format extends DataFormat,
  Method extends Interpolation = 'nearest',
> extends ShapeFunction {
  readonly signature: ImageSignatures<'channels'>[Rank][Format];
  readonly parameters: [ClassName, Rank, Size, Format, Method];
  readonly structured: false;
  readonly output: UpSampled<ClassName, Rank, this['input'], Size, Format>;
  readonly outputType: [Method] extends ['nearest'] ? this['inputType'] : 'float32';
}

interface Given extends UpSamplingOptions {
  readonly size: PerAxis;
  readonly interpolation?: Interpolation;
}

/** Defines a class that makes `rank` axes longer. */
function defineUpSampling(className: string, rank: SpatialRank): LayerConstructor<Given> {
  return defineLayer({
    name: className,
    configure: ({ size, dataFormat = 'channelsLast', interpolation = 'nearest' }: Given) => ({
      size: perAxis(`${className}: size`, size, rank),
      dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats),
      interpolation: oneOf(`${className}: interpolation`, interpolation, interpolations),
    }),
    // Keras has no `dataFormat` with one spatial axis, and `interpolation` only with two.
    written: ({ size, dataFormat, interpolation }) => {
      if (rank === 1) return { size: size[0] };
      return rank === 2 ? { size, dataFormat, interpolation } : { size, dataFormat };
    },
    shape: (input, { size, dataFormat }) => upSampled(className, rank, input, size, dataFormat),
    type: (inputType, { interpolation }): DType => (interpolation === 'nearest' ? inputType : 'float32'),
    forward: (input, _weights, { size, dataFormat, interpolation }) => {
      const first = dataFormat === 'channelsLast' ? 1 : 2;
      const given = interpolation === 'nearest' ? input : tf.cast(input, 'float32');
      return size.reduce((longer, factor, axis) => {
        const length = (longer.shape[first + axis] as number) * factor;
        return resample(longer, first + axis, length, interpolation);
      }, given);
    },
  });
}

const upSampling1D = defineUpSampling('UpSampling1D', 1);

/**
 * Repeats each step `size` times. The default is 2. Input shape: (batch, steps, channels). Output shape:
 * (batch, steps * size, channels).
 *
 * @example
 * const slower = UpSampling1D(3)(Input([10, 8])); // SymbolicTensor<[null, 30, 8]>
 */
export const UpSampling1D: <const Size extends number = 2, const Name extends string = string, const Given = object>(
  /** The number of times that each step is repeated. The default is 2. */
  size?: GivenPerAxis<'UpSampling1D: size', 1, Size>,
  options?: GivenOptions<'UpSampling1D', Given, LayerOptions<Name>>,
) => Layer<UpSamplingShape<'UpSampling1D', 1, Size, 'channelsLast'>, Name> = positionalAs(
  ['size'],
  (size, options: LayerOptions = {}) => upSampling1D({ size: (size ?? 2) as PerAxis }, options),
);

/** The options of {@link UpSampling2D}. */
export interface UpSampling2DOptions<
  Format extends DataFormat = DataFormat,
  Method extends Interpolation = Interpolation,
> extends UpSamplingOptions<Format> {
  /**
   * The interpolation: `nearest` repeats pixels, the others compute weighted means of neighbouring ones. The default is
   * `nearest`.
   */
  readonly interpolation?: Method;
}

/** {@link UpSampling2D} with `Default` as its default data format. */
export type UpSampling2DFactory<Default extends DataFormat> = <
  const Size extends PerAxis = 2,
  const Format extends DataFormat = Default,
  const Method extends Interpolation = 'nearest',
  const Name extends string = string,
  const Given = object,
>(
  /** The factor of height and width: one number for both, or one for each. The default is 2. */
  size?: GivenPerAxis<'UpSampling2D: size', 2, Size>,
  options?: GivenOptions<'UpSampling2D', Given, UpSampling2DOptions<Format, Method> & LayerOptions<Name>>,
) => Layer<UpSamplingShape<'UpSampling2D', 2, Size, Format, Method>, Name>;

const upSampling2D = defineUpSampling('UpSampling2D', 2);

function upSampling2DWith<Default extends DataFormat>(dataFormat: Default): UpSampling2DFactory<Default> {
  return positionalAs(['size'], (size, options: UpSampling2DOptions & LayerOptions = {}) =>
    upSampling2D({ ...options, size: (size ?? 2) as PerAxis, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Repeats or interpolates rows and columns, `size` times as many: one number for both axes, or one for each. The default is
 * 2.
 *
 * Input shape: (batch, height, width, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const larger = UpSampling2D()(Input([28, 28, 8])); // SymbolicTensor<[null, 56, 56, 8]>
 */
export const UpSampling2D: UpSampling2DFactory<'channelsLast'> = upSampling2DWith('channelsLast');

/**
 * {@link UpSampling2D} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const larger = UpSampling2D()(Input([8, 28, 28])); // SymbolicTensor<[null, 8, 56, 56]>
 */
export const UpSampling2DChannelsFirst: UpSampling2DFactory<'channelsFirst'> = upSampling2DWith('channelsFirst');

/** {@link UpSampling3D} with `Default` as its default data format. */
export type UpSampling3DFactory<Default extends DataFormat> = <
  const Size extends PerAxis = 2,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The factor of depth, height and width: one number for all, or one for each. The default is 2. */
  size?: GivenPerAxis<'UpSampling3D: size', 3, Size>,
  options?: GivenOptions<'UpSampling3D', Given, UpSamplingOptions<Format> & LayerOptions<Name>>,
) => Layer<UpSamplingShape<'UpSampling3D', 3, Size, Format>, Name>;

const upSampling3D = defineUpSampling('UpSampling3D', 3);

function upSampling3DWith<Default extends DataFormat>(dataFormat: Default): UpSampling3DFactory<Default> {
  return positionalAs(['size'], (size, options: UpSamplingOptions & LayerOptions = {}) =>
    upSampling3D({ ...options, size: (size ?? 2) as PerAxis, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * Repeats the elements of each spatial axis `size` times: one number for all axes, or one for each. The default is 2.
 *
 * Input shape: (batch, depth, height, width, channels). Output shape: the same with other spatial sizes.
 *
 * @example
 * const larger = UpSampling3D()(Input([8, 28, 28, 3])); // SymbolicTensor<[null, 16, 56, 56, 3]>
 */
export const UpSampling3D: UpSampling3DFactory<'channelsLast'> = upSampling3DWith('channelsLast');

/**
 * {@link UpSampling3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const larger = UpSampling3D()(Input([3, 8, 28, 28])); // SymbolicTensor<[null, 3, 16, 56, 56]>
 */
export const UpSampling3DChannelsFirst: UpSampling3DFactory<'channelsFirst'> = upSampling3DWith('channelsFirst');
