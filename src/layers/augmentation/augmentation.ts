import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { checkRange, type Range } from '../../arguments/number.js';
import { defineLayer, type LayerConstructor } from '../../graph/define-layer.js';
import { checkSeed, uniformStream } from '../../random/random.js';
import { type DataFormat, dataFormats, type layouts } from '../../types/data-format.js';
import type { Mismatch } from '../../types/mismatch.js';
import type { Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { floats, inChannelsLast } from '../core/input-format.js';
import { asBatch, type ImageBatch, imageBatch } from '../preprocessing/images.js';

/** The rule of a layer that takes images and gives images of the same shape. */
export interface SameImage<Layer extends string, Format extends DataFormat> extends ShapeFunction {
  readonly signature: `${(typeof layouts)[2][Format]} → the same shape`;
  readonly parameters: [Layer, Format];
  readonly structured: false;
  readonly output: Same<ImageBatch<Layer, this['input'], Format>, this['input']>;
}

type Same<Found, Input> = [Found] extends [Mismatch] ? Found : Input;

function sameImage(layer: string, input: Shape, format: DataFormat): Shape {
  imageBatch(layer, input, format);
  return input;
}

/** The options of layers that change how bright pixels are. */
export interface ValueRangeOptions<Format extends DataFormat = DataFormat> extends AugmentationOptions<Format> {
  /** The darkest and the brightest a pixel can be. The default is 0 and 255. */
  readonly valueRange?: Range;
}

/** The range that is given, or that of bytes. */
export function valueRangeOf(name: string, { valueRange = [0, 255] }: ValueRangeOptions): Range {
  return checkRange(`${name}: valueRange`, valueRange);
}

/** Makes pixels that are beyond the range as dark or as bright as can be. */
export function clipToRange(images: tf.Tensor, [darkest, brightest]: Range): tf.Tensor {
  return tf.clipByValue(images, darkest, brightest);
}

/** A number for each image, in the shape that repeats to all of its pixels. */
export function perImage(images: tf.Tensor, draw: () => number): tf.Tensor {
  const count = images.shape[0] as number;
  return tf.tensor(Float32Array.from({ length: count }, draw), [count, 1, 1, 1]);
}

/** The options of all layers that change images at random. */
export interface AugmentationOptions<Format extends DataFormat = DataFormat> {
  /**
   * Seed of the random numbers, an integer from 0 to 2^32 - 1, which makes every run of the program the same. The
   * default is `null`, a seed that follows from `setRandomSeed`.
   */
  readonly seed?: number | null;
  /**
   * Where the channels are: `channelsLast`, after the spatial axes, or `channelsFirst`, before them. The default is
   * `channelsLast`, and `channelsFirst` in the entry point `tupleflow/channels-first`.
   */
  readonly dataFormat?: Format;
}

/** Draws a number from a range, each as likely as any other. */
export type Draw = (range: Range) => number;

/** A class of layers that change images, at random and in training only; otherwise they give them as they are, as floats. */
export interface Augmentation<Given, Configuration> {
  readonly name: string;
  readonly configure: (given: Given) => Configuration;
  /** Changes images whose channels stand last. */
  readonly augment: (images: tf.Tensor, configuration: Configuration, draw: Draw) => tf.Tensor;
  /** Checks the shape of images, and gives it. The default is `sameImage`. */
  readonly shape?: (name: string, input: Shape, format: DataFormat) => Shape;
  /** What Keras writes of its configuration, where that is not all. */
  readonly written?: (
    configuration: Configuration & Required<AugmentationOptions>,
  ) => Readonly<Record<string, unknown>>;
}

/** Defines a class that changes images but not their shape. */
export function defineAugmentation<Given extends AugmentationOptions, Configuration extends object>({
  name,
  configure,
  augment,
  shape = sameImage,
  written = (configuration) => ({ ...configuration }),
}: Augmentation<Given, Configuration>): LayerConstructor<Given> {
  return defineLayer({
    name,
    configure: (given: Given) => ({ ...configure(given), ...checkAugmentation(name, given) }),
    written: (configuration) => written(configuration as Configuration & Required<AugmentationOptions>),
    shape: (input, { dataFormat }) => shape(name, input, dataFormat),
    forward: (input, _, configuration, { training, seed }) => {
      if (!training) return floats(input);
      const draw = drawFrom(seed());
      return asBatch(input, (images) =>
        inChannelsLast(images, configuration.dataFormat, (one) => augment(one, configuration as Configuration, draw)),
      );
    },
  });
}

/** What {@link AugmentationOptions} say, checked. */
export function checkAugmentation(
  name: string,
  { seed = null, dataFormat = 'channelsLast' }: AugmentationOptions,
): Required<AugmentationOptions> {
  return {
    seed: seed === null ? null : checkSeed(`${name}: seed`, seed),
    dataFormat: oneOf(`${name}: dataFormat`, dataFormat, dataFormats),
  };
}

/** Numbers that are the same for the same seed. */
export function drawFrom(seed: number): Draw {
  const uniform = uniformStream(seed);
  return ([lower, upper]) => lower + (upper - lower) * uniform();
}

/** Some of the images as they have been changed, and the others as they are: that is drawn for each. */
export function changeSome(images: tf.Tensor, changed: tf.Tensor, isChanged: () => boolean): tf.Tensor {
  return tf.where(
    tf.greater(
      perImage(images, () => Number(isChanged())),
      0,
    ),
    changed,
    images,
  );
}
