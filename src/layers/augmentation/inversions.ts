import * as tf from '@tensorflow/tfjs-core';
import { checkFactor, type Factor, fractions, fromZero, type Range } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import {
  changeSome,
  defineAugmentation,
  perImage,
  type SameImage,
  type ValueRangeOptions,
  valueRangeOf,
} from './augmentation.js';

interface Given extends ValueRangeOptions {
  readonly factor: Factor;
}

const randomInvert = defineAugmentation({
  name: 'RandomInvert',
  configure: (given: Given) => ({
    factor: fromZero(checkFactor('RandomInvert: factor', given.factor, fractions)),
    valueRange: valueRangeOf('RandomInvert', given),
  }),
  augment: (images, { factor, valueRange: [, brightest] }, draw) =>
    changeSome(images, tf.sub(brightest, images), () => draw([0, 1]) < draw(factor)),
});

/** {@link RandomInvert} with `Default` as its default data format. */
export type RandomInvertFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The range from which the probability is drawn for each image, within 0 and 1. One number `f` stands for `[0, f]`.
   * The default is 1.
   */
  factor?: Factor,
  options?: GivenOptions<'RandomInvert', Given, ValueRangeOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'RandomInvert', Format>, Name>;

function randomInvertWith<Default extends DataFormat>(dataFormat: Default): RandomInvertFactory<Default> {
  return positionalAs(['factor'], (factor = 1, options: ValueRangeOptions & LayerOptions = {}) =>
    randomInvert({ ...options, factor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, inverts some images: each pixel becomes the upper end of `valueRange` minus its value. Outside training
 * the input is returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const inverted = RandomInvert([0.5, 0.5])(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const RandomInvert: RandomInvertFactory<'channelsLast'> = randomInvertWith('channelsLast');

/**
 * {@link RandomInvert} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const inverted = RandomInvert([0.5, 0.5])(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const RandomInvertChannelsFirst: RandomInvertFactory<'channelsFirst'> = randomInvertWith('channelsFirst');

/**
 * Adds to pixels, and then inverts those that are not darker than a threshold.
 *
 * @param additions for each image, where the range is from 0 to 255.
 * @param thresholds for each image, where the range is from 0 to 255.
 */
export function solarize(
  images: tf.Tensor,
  additions: tf.Tensor,
  thresholds: tf.Tensor,
  [darkest, brightest]: Range,
): tf.Tensor {
  const scale = 255 / (brightest - darkest);
  const bytes = tf.clipByValue(tf.add(tf.mul(tf.sub(images, darkest), scale), additions), 0, 255);
  const solarized = tf.where(tf.less(bytes, thresholds), bytes, tf.sub(255, bytes));
  return tf.add(tf.div(solarized, scale), darkest);
}

/** The options of {@link Solarization}. */
export interface SolarizationOptions<Format extends DataFormat = DataFormat> extends ValueRangeOptions<Format> {
  /**
   * The range of the number that is added to all pixels first, as a fraction of `valueRange`. One number `f` stands for
   * `[0, f]`. The default is 0.
   */
  readonly additionFactor?: Factor;
  /** The range of the threshold, as a fraction of `valueRange`, below which pixels stay unchanged. The default is 0. */
  readonly thresholdFactor?: Factor;
}

const solarization = defineAugmentation({
  name: 'Solarization',
  configure: ({ additionFactor = 0, thresholdFactor = 0, ...given }: SolarizationOptions) => ({
    additionFactor: fromZero(checkFactor('Solarization: additionFactor', additionFactor, fractions)),
    thresholdFactor: fromZero(checkFactor('Solarization: thresholdFactor', thresholdFactor, fractions)),
    valueRange: valueRangeOf('Solarization', given),
  }),
  augment: (images, { additionFactor: [least, most], thresholdFactor: [lowest, highest], valueRange }, draw) => {
    // Keras draws lower ends as bytes, and upper ends as fractions of them.
    const additions = perImage(images, () => draw([least, most * 255]));
    const thresholds = perImage(images, () => draw([lowest, highest * 255]));
    return solarize(images, additions, thresholds, valueRange);
  },
});

/** {@link Solarization} with `Default` as its default data format. */
export type SolarizationFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  options?: GivenOptions<'Solarization', Given, SolarizationOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'Solarization', Format>, Name>;

function solarizationWith<Default extends DataFormat>(dataFormat: Default): SolarizationFactory<Default> {
  return positionalAs([], (options: SolarizationOptions & LayerOptions = {}) =>
    solarization({ ...options, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, inverts the pixels of images that are not darker than a threshold, as in an overexposed photograph.
 * Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const solarized = Solarization({ thresholdFactor: 0.5 })(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Solarization: SolarizationFactory<'channelsLast'> = solarizationWith('channelsLast');

/**
 * {@link Solarization} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const solarized = Solarization({ thresholdFactor: 0.5 })(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const SolarizationChannelsFirst: SolarizationFactory<'channelsFirst'> = solarizationWith('channelsFirst');
