import { checkFactor, type Factor, type FactorBounds, rangeOf } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type AffineAugmentationOptions, defineAffineAugmentation } from './affine-augmentation.js';
import type { SameImage } from './augmentation.js';
import { zoom } from './sampling.js';

/** The options of {@link RandomZoom}. */
export interface RandomZoomOptions<Format extends DataFormat = DataFormat> extends AffineAugmentationOptions<Format> {
  /**
   * The range of the zoom of the width, as for the height. The default is the value that is drawn for the height, which
   * preserves the aspect ratio.
   */
  readonly widthFactor?: Factor | null;
}

interface Given extends RandomZoomOptions {
  readonly heightFactor: Factor;
}

const zooms: FactorBounds = {
  expected: 'a number of more than -1 and at most 1',
  includes: (number) => number > -1 && number <= 1,
};

const randomZoom = defineAffineAugmentation(
  'RandomZoom',
  ({ heightFactor, widthFactor = null }: Given) => ({
    heightFactor: checkFactor('RandomZoom: heightFactor', heightFactor, zooms),
    widthFactor: widthFactor === null ? null : checkFactor('RandomZoom: widthFactor', widthFactor, zooms),
  }),
  ({ heightFactor, widthFactor }, size, draw) => {
    const alongHeight = 1 + draw(rangeOf(heightFactor));
    return zoom(widthFactor === null ? alongHeight : 1 + draw(rangeOf(widthFactor)), alongHeight, size);
  },
);

/** {@link RandomZoom} with `Default` as its default data format. */
export type RandomZoomFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The range of the zoom of the height: 0.2 zooms out, so that a fifth more is visible, and -0.2 zooms in. One number
   * `f` stands for `[-f, f]`.
   */
  heightFactor: Factor,
  options?: GivenOptions<'RandomZoom', Given, RandomZoomOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'RandomZoom', Format>, Name>;

function randomZoomWith<Default extends DataFormat>(dataFormat: Default): RandomZoomFactory<Default> {
  return positionalAs(['heightFactor'], (heightFactor, options: RandomZoomOptions & LayerOptions = {}) =>
    randomZoom({ ...options, heightFactor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, zooms into or out of each image by a random amount. Outside training the input is returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const zoomed = RandomZoom(0.2)(Input([28, 28, 1])); // SymbolicTensor<[null, 28, 28, 1]>
 */
export const RandomZoom: RandomZoomFactory<'channelsLast'> = randomZoomWith('channelsLast');

/**
 * {@link RandomZoom} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const zoomed = RandomZoom(0.2)(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 28, 28]>
 */
export const RandomZoomChannelsFirst: RandomZoomFactory<'channelsFirst'> = randomZoomWith('channelsFirst');
