import type * as tf from '@tensorflow/tfjs-core';
import type { Range } from '../../arguments/factor.js';
import { oneOf } from '../../arguments/one-of.js';
import { defineLayer, type LayerConstructor } from '../../graph/define-layer.js';
import { checkSeed, uniformStream } from '../../random/random.js';
import { type DataFormat, dataFormats } from '../../types/data-format.js';
import { sameImage } from '../../types/same-image.js';
import type { Shape } from '../../types/shape.js';
import { floats } from '../floats.js';
import { inChannelsLast } from '../in-channels-last.js';
import { asBatch } from './as-batch.js';

/** What all layers take that change images at random. */
export interface AugmentationOptions<Format extends DataFormat = DataFormat> {
  /** The seed of the random numbers, for the same results in every run of the program. */
  readonly seed?: number | null;
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
