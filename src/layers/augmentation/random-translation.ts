import { checkFactor, type Factor, rangeOf, shares } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type AffineAugmentationOptions, defineAffineAugmentation } from './affine-augmentation.js';
import type { SameImage } from './augmentation.js';
import { translation } from './sampling.js';

interface Given extends AffineAugmentationOptions {
  readonly heightFactor: Factor;
  readonly widthFactor: Factor;
}

const randomTranslation = defineAffineAugmentation(
  'RandomTranslation',
  ({ heightFactor, widthFactor }: Given) => ({
    heightFactor: checkFactor('RandomTranslation: heightFactor', heightFactor, shares),
    widthFactor: checkFactor('RandomTranslation: widthFactor', widthFactor, shares),
  }),
  ({ heightFactor, widthFactor }, [height, width], draw) =>
    translation(draw(rangeOf(widthFactor)) * width, draw(rangeOf(heightFactor)) * height),
);

/** {@link RandomTranslation} with `Default` as its default data format. */
export type RandomTranslationFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The range of the vertical shift, as a fraction of the height. One number `f` stands for `[-f, f]`. */
  heightFactor: Factor,
  /** The range of the horizontal shift, as a fraction of the width. One number `f` stands for `[-f, f]`. */
  widthFactor: Factor,
  options?: GivenOptions<'RandomTranslation', Given, AffineAugmentationOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'RandomTranslation', Format>, Name>;

function randomTranslationWith<Default extends DataFormat>(dataFormat: Default): RandomTranslationFactory<Default> {
  return positionalAs(
    ['heightFactor', 'widthFactor'],
    (heightFactor, widthFactor, options: AffineAugmentationOptions & LayerOptions = {}) =>
      randomTranslation(
        { ...options, heightFactor, widthFactor, dataFormat: options.dataFormat ?? dataFormat },
        options,
      ),
  );
}

/**
 * During training, translates each image vertically and horizontally by random amounts. Outside training the input is
 * returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const moved = RandomTranslation(0.1, 0.1)(Input([28, 28, 1])); // SymbolicTensor<[null, 28, 28, 1]>
 */
export const RandomTranslation: RandomTranslationFactory<'channelsLast'> = randomTranslationWith('channelsLast');

/**
 * {@link RandomTranslation} for (batch, channels, height, width), exported under the same name by
 * `tupleflow/channels-first`.
 *
 * @example
 * const moved = RandomTranslation(0.1, 0.1)(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 28, 28]>
 */
export const RandomTranslationChannelsFirst: RandomTranslationFactory<'channelsFirst'> =
  randomTranslationWith('channelsFirst');
