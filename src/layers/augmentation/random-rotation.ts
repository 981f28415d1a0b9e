import { checkFactor, type Factor, rangeOf, shares } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type AffineAugmentationOptions, defineAffineAugmentation } from './affine-augmentation.js';
import type { SameImage } from './augmentation.js';
import { rotation } from './sampling.js';

interface Given extends AffineAugmentationOptions {
  readonly factor: Factor;
}

const randomRotation = defineAffineAugmentation(
  'RandomRotation',
  ({ factor }: Given) => ({ factor: rangeOf(checkFactor('RandomRotation: factor', factor, shares)) }),
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
