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

/** {@link RandomGrayscale} with `Default` as its default data format. */
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
 * During training, converts some images to grayscale, with the same value in all channels. Outside training the input is
 * returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels), with 1 or 3 channels. The output is float32.
 *
 * @param factor the fraction of images. The default is 0.5.
 *
 * @example
 * const gray = RandomGrayscale(0.1)(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const RandomGrayscale: RandomGrayscaleFactory<'channelsLast'> = randomGrayscaleWith('channelsLast');

/**
 * {@link RandomGrayscale} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const gray = RandomGrayscale(0.1)(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const RandomGrayscaleChannelsFirst: RandomGrayscaleFactory<'channelsFirst'> =
  randomGrayscaleWith('channelsFirst');
