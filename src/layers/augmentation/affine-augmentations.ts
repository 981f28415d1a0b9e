import { checkFactor, type Factor, type Range, rangeOf, shares } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type AffineAugmentationOptions, defineAffineAugmentation } from './affine-augmentation.js';
import type { SameImage } from './augmentation.js';
import { rotation, shear, translation } from './sampling.js';

interface GivenRotation extends AffineAugmentationOptions {
  readonly factor: Factor;
}

const randomRotation = defineAffineAugmentation(
  'RandomRotation',
  ({ factor }: GivenRotation) => ({ factor: rangeOf(checkFactor('RandomRotation: factor', factor, shares)) }),
  ({ factor }, size, draw) => rotation(2 * Math.PI * draw(factor), size),
);

/** {@link RandomRotation} with `Default` as its default data format. */
export type RandomRotationFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The range of angles, as fractions of a full turn, counterclockwise. One number `f` stands for `[-f, f]`. */
  factor: Factor,
  options?: GivenOptions<'RandomRotation', Given, AffineAugmentationOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'RandomRotation', Format>, Name>;

function randomRotationWith<Default extends DataFormat>(dataFormat: Default): RandomRotationFactory<Default> {
  return positionalAs(['factor'], (factor, options: AffineAugmentationOptions & LayerOptions = {}) =>
    randomRotation({ ...options, factor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, rotates each image around its center by a random angle. Outside training the input is returned
 * unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const turned = RandomRotation(0.1)(Input([28, 28, 1])); // by up to 36 degrees: SymbolicTensor<[null, 28, 28, 1]>
 */
export const RandomRotation: RandomRotationFactory<'channelsLast'> = randomRotationWith('channelsLast');

/**
 * {@link RandomRotation} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const turned = RandomRotation(0.1)(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 28, 28]>
 */
export const RandomRotationChannelsFirst: RandomRotationFactory<'channelsFirst'> = randomRotationWith('channelsFirst');

interface GivenShear extends AffineAugmentationOptions {
  readonly xFactor: Factor;
  readonly yFactor: Factor;
}

const randomShear = defineAffineAugmentation(
  'RandomShear',
  ({ xFactor, yFactor }: GivenShear): { readonly xFactor: Range; readonly yFactor: Range } => ({
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

interface GivenTranslation extends AffineAugmentationOptions {
  readonly heightFactor: Factor;
  readonly widthFactor: Factor;
}

const randomTranslation = defineAffineAugmentation(
  'RandomTranslation',
  ({ heightFactor, widthFactor }: GivenTranslation) => ({
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
