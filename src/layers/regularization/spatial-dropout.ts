import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { within } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer, type LayerConstructor } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import { checkSeed } from '../../random/random.js';
import { type DataFormat, dataFormats, inFormat, type layouts, type SpatialRank } from '../../types/data-format.js';
import type { GivenNumber } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import type { Mismatch } from '../../types/mismatch.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type Image, image } from '../../types/window.js';
import { floats } from '../core/input-format.js';
import { dropFactors } from './dropout.js';

/** The options of dropping whole channels besides the rate. */
interface SpatialDropoutOptions<Format extends DataFormat = DataFormat> {
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

/** The shape of the input, which has `Rank` axes between the batch and the channels. */
export interface SpatialDropoutShape<ClassName extends string, Rank extends SpatialRank, Format extends DataFormat>
  extends ShapeFunction {
  readonly signature: `${(typeof layouts)[Rank][Format]} → the same shape`;
  readonly parameters: [ClassName, Rank, Format];
  readonly structured: false;
  readonly output: SpatialDropoutOutput<Image<ClassName, Rank, this['input'], Format>, this['input']>;
}

type SpatialDropoutOutput<Given, Input> = [Given] extends [Mismatch] ? Given : Input;

/** Defines a class that drops whole channels of what has `rank` other axes. */
function defineSpatialDropout(
  className: string,
  rank: SpatialRank,
): LayerConstructor<SpatialDropoutOptions & { readonly rate: number }> {
  return defineLayer({
    name: className,
    configure: ({
      rate,
      seed = null,
      dataFormat = 'channelsLast',
    }: SpatialDropoutOptions & { readonly rate: number }) => ({
      rate: within(`${className}: rate`, rate, 0, 1),
      seed: seed === null ? null : checkSeed(`${className}: seed`, seed),
      dataFormat: oneOf(`${className}: dataFormat`, dataFormat, dataFormats),
    }),
    // Keras' own cannot be frozen, which would change nothing, and know no format for one axis.
    written: ({ rate, seed, dataFormat }) => {
      const trainable = undefined;
      return rank === 1 ? { rate, seed, trainable } : { rate, seed, dataFormat, trainable };
    },
    shape: (input, { dataFormat }) => {
      image(className, rank, input, dataFormat);
      return input;
    },
    forward: (input, _, { rate, dataFormat }, { training, seed }) => {
      if (!training || rate === 0) return floats(input);
      const given: Shape = image(className, rank, input.shape, dataFormat);
      const ones = Array<number>(rank).fill(1);
      const drawn = inFormat([given[0] as Dimension, ...ones, given.at(-1) as Dimension], dataFormat);
      return tf.mul(floats(input), dropFactors(drawn as number[], rate, seed()));
    },
    mask: 'keep',
  });
}

/** The options of {@link SpatialDropout1D}. */
export interface SpatialDropout1DOptions {
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
}

/** The shape function of {@link SpatialDropout1D}. */
export interface SpatialDropout1DShape extends SpatialDropoutShape<'SpatialDropout1D', 1, 'channelsLast'> {}

const spatialDropout1D = defineSpatialDropout('SpatialDropout1D', 1);

/**
 * During training, sets a random fraction of the features to 0 at all steps, and multiplies the others by `1 / (1 - rate)`.
 * Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, steps, channels).
 *
 * @example
 * const thinned = SpatialDropout1D(0.5)(Input([20, 8])); // SymbolicTensor<[null, 20, 8]>
 */
export const SpatialDropout1D: <const Rate extends number, const Name extends string = string, const Given = object>(
  /** The fraction to drop, from 0 to 1. */
  rate: GivenNumber<'SpatialDropout1D: rate', 'a number from 0 to 1', Rate>,
  options?: GivenOptions<'SpatialDropout1D', Given, SpatialDropout1DOptions & LayerOptions<Name>>,
) => Layer<SpatialDropout1DShape, Name> = positionalAs(
  ['rate'],
  (rate, options: SpatialDropout1DOptions & LayerOptions = {}) =>
    spatialDropout1D({ rate: rate as number, seed: options.seed ?? null }, options),
);

/** {@link SpatialDropout2D} with `Default` as its default data format. */
export type SpatialDropout2DFactory<Default extends DataFormat> = <
  const Rate extends number,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The fraction of the channels to drop, from 0 to 1. */
  rate: GivenNumber<'SpatialDropout2D: rate', 'a number from 0 to 1', Rate>,
  options?: GivenOptions<'SpatialDropout2D', Given, SpatialDropoutOptions<Format> & LayerOptions<Name>>,
) => Layer<SpatialDropoutShape<'SpatialDropout2D', 2, Format>, Name>;

const spatialDropout2D = defineSpatialDropout('SpatialDropout2D', 2);

function spatialDropout2DWith<Default extends DataFormat>(dataFormat: Default): SpatialDropout2DFactory<Default> {
  return positionalAs(['rate'], (rate, options: SpatialDropoutOptions & LayerOptions = {}) =>
    spatialDropout2D(
      { rate: rate as number, seed: options.seed ?? null, dataFormat: options.dataFormat ?? dataFormat },
      options,
    ),
  );
}

/**
 * During training, sets a random fraction of the channels to 0 at all places of an image, and multiplies the others by
 * `1 / (1 - rate)`. Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels).
 *
 * @example
 * const thinned = SpatialDropout2D(0.5)(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const SpatialDropout2D: SpatialDropout2DFactory<'channelsLast'> = spatialDropout2DWith('channelsLast');

/**
 * {@link SpatialDropout2D} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const thinned = SpatialDropout2D(0.5)(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const SpatialDropout2DChannelsFirst: SpatialDropout2DFactory<'channelsFirst'> =
  spatialDropout2DWith('channelsFirst');

/** {@link SpatialDropout3D} with `Default` as its default data format. */
export type SpatialDropout3DFactory<Default extends DataFormat> = <
  const Rate extends number,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The fraction of the channels to drop, from 0 to 1. */
  rate: GivenNumber<'SpatialDropout3D: rate', 'a number from 0 to 1', Rate>,
  options?: GivenOptions<'SpatialDropout3D', Given, SpatialDropoutOptions<Format> & LayerOptions<Name>>,
) => Layer<SpatialDropoutShape<'SpatialDropout3D', 3, Format>, Name>;

const spatialDropout3D = defineSpatialDropout('SpatialDropout3D', 3);

function spatialDropout3DWith<Default extends DataFormat>(dataFormat: Default): SpatialDropout3DFactory<Default> {
  return positionalAs(['rate'], (rate, options: SpatialDropoutOptions & LayerOptions = {}) =>
    spatialDropout3D(
      { rate: rate as number, seed: options.seed ?? null, dataFormat: options.dataFormat ?? dataFormat },
      options,
    ),
  );
}

/**
 * During training, sets a random fraction of the channels to 0 at all places of a volume, and multiplies the others by
 * `1 / (1 - rate)`. Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, depth, height, width, channels).
 *
 * @example
 * const thinned = SpatialDropout3D(0.5)(Input([8, 28, 28, 3])); // SymbolicTensor<[null, 8, 28, 28, 3]>
 */
export const SpatialDropout3D: SpatialDropout3DFactory<'channelsLast'> = spatialDropout3DWith('channelsLast');

/**
 * {@link SpatialDropout3D} for (batch, channels, depth, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const thinned = SpatialDropout3D(0.5)(Input([3, 8, 28, 28])); // SymbolicTensor<[null, 3, 8, 28, 28]>
 */
export const SpatialDropout3DChannelsFirst: SpatialDropout3DFactory<'channelsFirst'> =
  spatialDropout3DWith('channelsFirst');
