import * as tf from '@tensorflow/tfjs-core';
import { checkFactor, type Factor, fractions, fromZero } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import {
  changeSome,
  defineAugmentation,
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
