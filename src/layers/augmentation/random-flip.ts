import { oneOf } from '../../arguments/names.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import { transformImages } from './affine-augmentation.js';
import { type AugmentationOptions, defineAugmentation, type SameImage } from './augmentation.js';
import { reflection } from './sampling.js';

/** The direction of the flip: left and right, up and down, or both together. */
export type FlipMode = 'horizontal' | 'vertical' | 'horizontalAndVertical';

const flipModes: readonly FlipMode[] = ['horizontal', 'vertical', 'horizontalAndVertical'];

interface Given extends AugmentationOptions {
  readonly mode: FlipMode;
}

const randomFlip = defineAugmentation({
  name: 'RandomFlip',
  configure: ({ mode }: Given) => ({ mode: oneOf('RandomFlip: mode', mode, flipModes) }),
  augment: (images, { mode }, draw) => {
    const [count, height, width] = images.shape as [number, number, number];
    const maps = Array.from({ length: count }, () => {
      const isFlipped = draw([0, 1]) < 0.5;
      return reflection(isFlipped && mode !== 'vertical', isFlipped && mode !== 'horizontal', [height, width]);
    });
    return transformImages(images, maps, { interpolation: 'nearest', fillMode: 'nearest', fillValue: 0 });
  },
});

/** {@link RandomFlip} with `Default` as its default data format. */
export type RandomFlipFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /**
   * The direction of the flip. The default is `horizontalAndVertical`, which flips an image in both directions at once.
   */
  mode?: FlipMode,
  options?: GivenOptions<'RandomFlip', Given, AugmentationOptions<Format> & LayerOptions<Name>>,
) => Layer<SameImage<'RandomFlip', Format>, Name>;

function randomFlipWith<Default extends DataFormat>(dataFormat: Default): RandomFlipFactory<Default> {
  return positionalAs(
    ['mode'],
    (mode: FlipMode = 'horizontalAndVertical', options: AugmentationOptions & LayerOptions = {}) =>
      randomFlip({ ...options, mode, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, flips each image with a probability of one half: left and right, up and down, or both. Outside training
 * the input is returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels). The output is float32.
 *
 * @example
 * const flipped = RandomFlip('horizontal')(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const RandomFlip: RandomFlipFactory<'channelsLast'> = randomFlipWith('channelsLast');

/**
 * {@link RandomFlip} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const flipped = RandomFlip('horizontal')(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const RandomFlipChannelsFirst: RandomFlipFactory<'channelsFirst'> = randomFlipWith('channelsFirst');
