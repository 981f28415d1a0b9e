import { checkFactor, type Factor, type Range, rangeOf, shares } from '../arguments/factor.js';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { SameImage } from '../types/same-image.js';
import { shear } from './image/affine-map.js';
import { type AffineAugmentationOptions, defineAffineAugmentation } from './image/define-affine-augmentation.js';

interface Given extends AffineAugmentationOptions {
  readonly xFactor: Factor;
  readonly yFactor: Factor;
}

const randomShear = defineAffineAugmentation(
  'RandomShear',
  ({ xFactor, yFactor }: Given): { readonly xFactor: Range; readonly yFactor: Range } => ({
    xFactor: rangeOf(checkFactor('RandomShear: xFactor', xFactor, shares)),
    yFactor: rangeOf(checkFactor('RandomShear: yFactor', yFactor, shares)),
  }),
  ({ xFactor, yFactor }, _, draw) => {
    // Keras turns every second one around, whatever the factors.
    const sign = draw([0, 1]) > 0.5 ? -1 : 1;
    return shear(sign * draw(xFactor), sign * draw(yFactor));
  },
);

/** {@link RandomShear}, whose channels stand where `Default` says, unless an option says otherwise. */
export type RandomShearFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  xFactor?: Factor,
  yFactor?: Factor,
  options?: AffineAugmentationOptions<Format> & LayerOptions<Name>,
) => Layer<SameImage<'RandomShear', Format>, Name>;

function randomShearWith<Default extends DataFormat>(dataFormat: Default): RandomShearFactory<Default> {
  return positional(['xFactor', 'yFactor'], (xFactor = 0, yFactor = 0, options = {}) =>
    randomShear({ ...options, xFactor, yFactor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * In training, slants each image by as much as is drawn for it, in one direction or the other. Otherwise it changes nothing.
 *
 * Takes and gives (batch, height, width, channels), as floats.
 *
 * @param xFactor how far to the side a row goes, as shares of its distance from the top; 0 unless given.
 * @param yFactor how far up or down a column goes, as shares of its distance from the left; 0 unless given.
 *
 * @example
 * const slanted = RandomShear([0, 0.2])(Input([28, 28, 1])); // SymbolicTensor<[null, 28, 28, 1]>
 */
export const RandomShear: RandomShearFactory<'channelsLast'> = randomShearWith('channelsLast');

/**
 * {@link RandomShear} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const slanted = RandomShear([0, 0.2])(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 28, 28]>
 */
export const RandomShearChannelsFirst: RandomShearFactory<'channelsFirst'> = randomShearWith('channelsFirst');
