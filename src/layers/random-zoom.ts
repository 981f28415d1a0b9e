import { checkFactor, type Factor, type FactorBounds, rangeOf } from '../arguments/factor.js';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { SameImage } from '../types/same-image.js';
import { zoom } from './image/affine-map.js';
import { type AffineAugmentationOptions, defineAffineAugmentation } from './image/define-affine-augmentation.js';

/** What {@link RandomZoom} takes beside the factor of the height. */
export interface RandomZoomOptions<Format extends DataFormat = DataFormat> extends AffineAugmentationOptions<Format> {
  /** As that of the height; what is drawn for the height unless given, so that proportions are kept. */
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

/** {@link RandomZoom}, whose channels stand where `Default` says, unless an option says otherwise. */
export type RandomZoomFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  heightFactor: Factor,
  options?: RandomZoomOptions<Format> & LayerOptions<Name>,
) => Layer<SameImage<'RandomZoom', Format>, Name>;

function randomZoomWith<Default extends DataFormat>(dataFormat: Default): RandomZoomFactory<Default> {
  return positional(['heightFactor'], (heightFactor, options = {}) =>
    randomZoom({ ...options, heightFactor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * In training, zooms out of each image or into it by as much as is drawn for it. Otherwise it changes nothing.
 *
 * Takes and gives (batch, height, width, channels), as floats.
 *
 * @param heightFactor from where to where: 0.2 shows a fifth more of the height, smaller, and -0.2 a fifth less; one number
 * stands for as far in both directions.
 *
 * @example
 * const zoomed = RandomZoom(0.2)(Input([28, 28, 1])); // SymbolicTensor<[null, 28, 28, 1]>
 */
export const RandomZoom: RandomZoomFactory<'channelsLast'> = randomZoomWith('channelsLast');

/**
 * {@link RandomZoom} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const zoomed = RandomZoom(0.2)(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 28, 28]>
 */
export const RandomZoomChannelsFirst: RandomZoomFactory<'channelsFirst'> = randomZoomWith('channelsFirst');
