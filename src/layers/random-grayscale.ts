import { within } from '../arguments/number.js';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import { type GrayOrRgb, grayOrRgb } from '../types/gray-or-rgb.js';
import { changeSome } from './image/change-some.js';
import { type AugmentationOptions, defineAugmentation } from './image/define-augmentation.js';
import { toGrayscale } from './image/to-grayscale.js';

interface Given extends AugmentationOptions {
  readonly factor: number;
}

const randomGrayscale = defineAugmentation({
  name: 'RandomGrayscale',
  configure: ({ factor }: Given) => ({ factor: within('RandomGrayscale: factor', factor, 0, 1) }),
  written: ({ factor, dataFormat }) => ({ factor, dataFormat }),
  shape: grayOrRgb,
  augment: (images, { factor }, draw) => changeSome(images, toGrayscale(images), () => draw([0, 1]) < factor),
});

/** {@link RandomGrayscale}, whose channels stand where `Default` says, unless an option says otherwise. */
export type RandomGrayscaleFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  factor?: number,
  options?: AugmentationOptions<Format> & LayerOptions<Name>,
) => Layer<GrayOrRgb<'RandomGrayscale', Format>, Name>;

function randomGrayscaleWith<Default extends DataFormat>(dataFormat: Default): RandomGrayscaleFactory<Default> {
  return positional(['factor'], (factor = 0.5, options = {}) =>
    randomGrayscale({ ...options, factor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * In training, takes the colour from some images: red, green and blue become the same. Otherwise it changes nothing.
 *
 * Takes and gives (batch, height, width, channels), as floats, with 1 or 3 channels.
 *
 * @param factor the share of images; 0.5 unless given.
 *
 * @example
 * const gray = RandomGrayscale(0.1)(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const RandomGrayscale: RandomGrayscaleFactory<'channelsLast'> = randomGrayscaleWith('channelsLast');

/**
 * {@link RandomGrayscale} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const gray = RandomGrayscale(0.1)(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const RandomGrayscaleChannelsFirst: RandomGrayscaleFactory<'channelsFirst'> =
  randomGrayscaleWith('channelsFirst');
