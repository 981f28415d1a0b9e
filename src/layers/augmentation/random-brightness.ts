import * as tf from '@tensorflow/tfjs-core';
import { checkFactor, type Factor, rangeOf, shares } from '../../arguments/number.js';
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

interface Given extends ValueRangeOptions {
  readonly factor: Factor;
}

const randomBrightness = defineAugmentation({
  name: 'RandomBrightness',
  configure: (given: Given) => ({
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
