import * as tf from '@tensorflow/tfjs-core';
import { checkFactor, type Factor, fractions, fromZero, rangeOf, shares } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import {
  clipToRange,
  defineAugmentation,
  perImage,
  type SameImage,
  type ValueRangeOptions,
  valueRangeOf,
} from './augmentation.js';

interface GivenBrightness extends ValueRangeOptions {
  readonly factor: Factor;
}

const randomBrightness = defineAugmentation({
  name: 'RandomBrightness',
  configure: (given: GivenBrightness) => ({
    factor: rangeOf(checkFactor('RandomBrightness: factor', given.factor, shares)),
    valueRange: valueRangeOf('RandomBrightness', given),
  }),
  augment: (images, { factor, valueRange }, draw) => {
    const [darkest, brightest] = valueRange;
    const differences = perImage(images, () => draw(factor) * (brightest - darkest));
    return clipToRange(tf.add(images, differences), valueRange);
  },
});

/** {@link RandomBrightness} with `Default` as its default data format. */
export type RandomBrightnessFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The range of the change, as a fraction of `valueRange`: -1 makes an image black, 1 white. One number `f` stands for
   * `[-f, f]`.
   */
  factor: Factor,
  options?: GivenOptions<'RandomBrightness', Given, ValueRangeOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'RandomBrightness', Format>, Name>;

function randomBrightnessWith<Default extends DataFormat>(dataFormat: Default): RandomBrightnessFactory<Default> {
  return positionalAs(['factor'], (factor, options: ValueRangeOptions & LayerOptions = {}) =>
    randomBrightness({ ...options, factor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, changes the brightness of each image by a random amount. Outside training the input is returned
 * unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const brighter = RandomBrightness(0.2, { valueRange: [0, 1] })(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const RandomBrightness: RandomBrightnessFactory<'channelsLast'> = randomBrightnessWith('channelsLast');

/**
 * {@link RandomBrightness} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const brighter = RandomBrightness(0.2, { valueRange: [0, 1] })(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const RandomBrightnessChannelsFirst: RandomBrightnessFactory<'channelsFirst'> =
  randomBrightnessWith('channelsFirst');

/** Makes pixels `factors` times as different from the mean of their channel. Channels stand last. */
export function adjustContrast(images: tf.Tensor, factors: tf.Tensor): tf.Tensor {
  const means = tf.mean(images, [1, 2], true);
  return tf.add(tf.mul(tf.sub(images, means), factors), means);
}

interface GivenContrast extends ValueRangeOptions {
  readonly factor: Factor;
}

const randomContrast = defineAugmentation({
  name: 'RandomContrast',
  configure: (given: GivenContrast) => ({
    // In Keras, one number never reduces the contrast.
    factor: fromZero(checkFactor('RandomContrast: factor', given.factor, fractions)),
    valueRange: valueRangeOf('RandomContrast', given),
  }),
  augment: (images, { factor: [lower, upper], valueRange }, draw) => {
    const factors = perImage(images, () => draw([1 - lower, 1 + upper]));
    return clipToRange(adjustContrast(images, factors), valueRange);
  },
});

/** {@link RandomContrast} with `Default` as its default data format. */
export type RandomContrastFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** Two fractions: the contrast is between `1 - lower` and `1 + upper`. One number `f` stands for `[0, f]`. */
  factor: Factor,
  options?: GivenOptions<'RandomContrast', Given, ValueRangeOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'RandomContrast', Format>, Name>;

function randomContrastWith<Default extends DataFormat>(dataFormat: Default): RandomContrastFactory<Default> {
  return positionalAs(['factor'], (factor, options: ValueRangeOptions & LayerOptions = {}) =>
    randomContrast({ ...options, factor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, changes the contrast of each image by a random amount: `(x - mean) * contrast + mean`, with the mean of
 * each channel. Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const contrasting = RandomContrast([0.2, 0.3])(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const RandomContrast: RandomContrastFactory<'channelsLast'> = randomContrastWith('channelsLast');

/**
 * {@link RandomContrast} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const contrasting = RandomContrast([0.2, 0.3])(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const RandomContrastChannelsFirst: RandomContrastFactory<'channelsFirst'> = randomContrastWith('channelsFirst');
