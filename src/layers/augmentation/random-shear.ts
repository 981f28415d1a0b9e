import { checkFactor, type Factor, type Range, rangeOf, shares } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type AffineAugmentationOptions, defineAffineAugmentation } from './affine-augmentation.js';
import type { SameImage } from './augmentation.js';
import { shear } from './sampling.js';

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
    // Keras inverts the direction of every second image, for any factors.
    const sign = draw([0, 1]) > 0.5 ? -1 : 1;
    return shear(sign * draw(xFactor), sign * draw(yFactor));
  },
);

/** {@link RandomShear} with `Default` as its default data format. */
export type RandomShearFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The range of the horizontal shift of a row, as a fraction of its distance from the top. The default is 0. */
  xFactor?: Factor,
  /** The range of the vertical shift of a column, as a fraction of its distance from the left. The default is 0. */
  yFactor?: Factor,
  options?: GivenOptions<'RandomShear', Given, AffineAugmentationOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'RandomShear', Format>, Name>;

function randomShearWith<Default extends DataFormat>(dataFormat: Default): RandomShearFactory<Default> {
  return positionalAs(
    ['xFactor', 'yFactor'],
    (xFactor = 0, yFactor = 0, options: AffineAugmentationOptions & LayerOptions = {}) =>
      randomShear({ ...options, xFactor, yFactor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, shears each image by a random amount. Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const slanted = RandomShear([0, 0.2])(Input([28, 28, 1])); // SymbolicTensor<[null, 28, 28, 1]>
 */
export const RandomShear: RandomShearFactory<'channelsLast'> = randomShearWith('channelsLast');

/**
 * {@link RandomShear} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const slanted = RandomShear([0, 0.2])(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 28, 28]>
 */
export const RandomShearChannelsFirst: RandomShearFactory<'channelsFirst'> = randomShearWith('channelsFirst');
