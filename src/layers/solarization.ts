import { checkFactor, type Factor, fractions, fromZero } from '../arguments/factor.js';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { SameImage } from '../types/same-image.js';
import { defineAugmentation } from './image/define-augmentation.js';
import { solarize } from './image/solarize.js';
import { perImage, type ValueRangeOptions, valueRangeOf } from './image/value-range.js';

/** What {@link Solarization} takes. */
export interface SolarizationOptions<Format extends DataFormat = DataFormat> extends ValueRangeOptions<Format> {
  /** How much is added to all pixels first, as shares of `valueRange`; one number stands for what is from 0 to it; 0 unless given. */
  readonly additionFactor?: Factor;
  /** Darker pixels than this share of `valueRange` stay as they are; 0 unless given. */
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
    // Keras takes the lower ends for bytes, and the upper ones for shares of them.
    const additions = perImage(images, () => draw([least, most * 255]));
    const thresholds = perImage(images, () => draw([lowest, highest * 255]));
    return solarize(images, additions, thresholds, valueRange);
  },
});

/** {@link Solarization}, whose channels stand where `Default` says, unless an option says otherwise. */
export type SolarizationFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  options?: SolarizationOptions<Format> & LayerOptions<Name>,
) => Layer<SameImage<'Solarization', Format>, Name>;

function solarizationWith<Default extends DataFormat>(dataFormat: Default): SolarizationFactory<Default> {
  return positional([], (options = {}) =>
    solarization({ ...options, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * In training, inverts the pixels of images that are not darker than a threshold, as a photograph that got too much light.
 * Otherwise it changes nothing.
 *
 * Takes and gives (batch, height, width, channels), as floats.
 *
 * @example
 * const solarized = Solarization({ thresholdFactor: 0.5 })(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const Solarization: SolarizationFactory<'channelsLast'> = solarizationWith('channelsLast');

/**
 * {@link Solarization} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const solarized = Solarization({ thresholdFactor: 0.5 })(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const SolarizationChannelsFirst: SolarizationFactory<'channelsFirst'> = solarizationWith('channelsFirst');
