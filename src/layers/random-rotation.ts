import { checkFactor, type Factor, rangeOf, shares } from '../arguments/factor.js';
import { positional } from '../arguments/positional.js';
import type { LayerOptions } from '../graph/create-layer.js';
import type { Layer } from '../graph/layer.js';
import type { DataFormat } from '../types/data-format.js';
import type { SameImage } from '../types/same-image.js';
import { rotation } from './image/affine-map.js';
import { type AffineAugmentationOptions, defineAffineAugmentation } from './image/define-affine-augmentation.js';

interface Given extends AffineAugmentationOptions {
  readonly factor: Factor;
}

const randomRotation = defineAffineAugmentation(
  'RandomRotation',
  ({ factor }: Given) => ({ factor: rangeOf(checkFactor('RandomRotation: factor', factor, shares)) }),
  ({ factor }, size, draw) => rotation(2 * Math.PI * draw(factor), size),
);

/** {@link RandomRotation}, whose channels stand where `Default` says, unless an option says otherwise. */
export type RandomRotationFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
>(
  factor: Factor,
  options?: AffineAugmentationOptions<Format> & LayerOptions<Name>,
) => Layer<SameImage<'RandomRotation', Format>, Name>;

function randomRotationWith<Default extends DataFormat>(dataFormat: Default): RandomRotationFactory<Default> {
  return positional(['factor'], (factor, options = {}) =>
    randomRotation({ ...options, factor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * In training, turns each image around its middle by an angle of its own. Otherwise it changes nothing.
 *
 * Takes and gives (batch, height, width, channels), as floats.
 *
 * @param factor from where to where, as shares of a full turn, against the clock; one number stands for as far in both
 * directions.
 *
 * @example
 * const turned = RandomRotation(0.1)(Input([28, 28, 1])); // by up to 36 degrees: SymbolicTensor<[null, 28, 28, 1]>
 */
export const RandomRotation: RandomRotationFactory<'channelsLast'> = randomRotationWith('channelsLast');

/**
 * {@link RandomRotation} for (batch, channels, height, width): what `tupleflow/channels-first` has under its name.
 *
 * @example
 * const turned = RandomRotation(0.1)(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 28, 28]>
 */
export const RandomRotationChannelsFirst: RandomRotationFactory<'channelsFirst'> = randomRotationWith('channelsFirst');
