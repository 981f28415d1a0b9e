import * as tf from '@tensorflow/tfjs-core';
import { within } from '../../arguments/number.js';
import { oneOf } from '../../arguments/one-of.js';
import { defineLayer, type LayerConstructor } from '../../graph/define-layer.js';
import { checkSeed } from '../../random/random.js';
import { type DataFormat, dataFormats, inFormat, type SpatialRank } from '../../types/data-format.js';
import type { Mismatch } from '../../types/mismatch.js';
import type { Dimension, Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type Image, image } from '../../types/window.js';
import { floats } from '../floats.js';
import { dropFactors } from './drop-factors.js';

/** What dropping whole channels takes besides the rate. */
export interface SpatialDropoutOptions<Format extends DataFormat = DataFormat> {
  readonly dataFormat?: Format;
  /** The seed of the random numbers, for the same results in every run of the program. */
  readonly seed?: number | null;
}

/** The shape of the input, which has `Rank` axes between the batch and the channels. */
export interface SpatialDropoutShape<ClassName extends string, Rank extends SpatialRank, Format extends DataFormat>
  extends ShapeFunction {
  readonly output: SpatialDropoutOutput<Image<ClassName, Rank, this['input'], Format>, this['input']>;
}

type SpatialDropoutOutput<Given, Input> = Given extends Mismatch ? Given : Input;

/** Defines a class that drops whole channels of what has `rank` other axes. */
export function defineSpatialDropout(
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
