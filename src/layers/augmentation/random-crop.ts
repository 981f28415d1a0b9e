import type * as tf from '@tensorflow/tfjs-core';
import { checkSize } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineLayer } from '../../graph/define-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { GivenSize } from '../../types/given.js';
import type { GivenOptions } from '../../types/given-options.js';
import { floats } from '../core/input-format.js';
import {
  asBatch,
  before,
  cropToAspectRatio,
  cutWindow,
  type HeightWidth,
  imageSize,
  largestWindow,
  type ResizedShape,
  resize,
  resized,
} from '../preprocessing/images.js';
import { type AugmentationOptions, checkAugmentation, type Draw, drawFrom } from './augmentation.js';

interface Given extends AugmentationOptions {
  readonly height: number;
  readonly width: number;
}

const randomCrop = defineLayer({
  name: 'RandomCrop',
  configure: ({ height, width, ...given }: Given) => ({
    height: checkSize('RandomCrop: height', height),
    width: checkSize('RandomCrop: width', width),
    ...checkAugmentation('RandomCrop', given),
  }),
  shape: (input, { height, width, dataFormat }) => resized('RandomCrop', input, height, width, dataFormat),
  forward: (input, _, { height, width, dataFormat }, { training, seed }) =>
    asBatch(floats(input), (images) => {
      const target: HeightWidth = [height, width];
      const window = training
        ? randomWindow(images, target, dataFormat, drawFrom(seed()))
        : cropToAspectRatio(images, target, dataFormat);
      return resize(window, target, dataFormat);
    }),
});

/** A window of the target's size at a random place; of images that are not larger on both axes, as much of it as fits. */
function randomWindow(images: tf.Tensor, target: HeightWidth, format: DataFormat, draw: Draw): tf.Tensor {
  const size = imageSize(images, format);
  const room = [size[0] - target[0], size[1] - target[1]] as const;
  const isLarger = room[0] > 0 && room[1] > 0;
  const [top, left] = isLarger
    ? [Math.floor(draw([0, room[0] + 1])), Math.floor(draw([0, room[1] + 1]))]
    : before(size, largestWindow(size, target));
  const window: HeightWidth = [Math.min(target[0], size[0] - top), Math.min(target[1], size[1] - left)];
  return cutWindow(images, [top, left], window, format);
}

/** {@link RandomCrop} with `Default` as its default data format. */
export type RandomCropFactory<Default extends DataFormat> = <
  const Height extends number,
  const Width extends number,
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The height of the output, in pixels. */
  height: GivenSize<'RandomCrop: height', Height>,
  /** The width of the output, in pixels. */
  width: GivenSize<'RandomCrop: width', Width>,
  options?: GivenOptions<'RandomCrop', Given, AugmentationOptions<Format> & LayerOptions<Name>>,
) => Layer<ResizedShape<'RandomCrop', Height, Width, Format>, Name>;

function randomCropWith<Default extends DataFormat>(dataFormat: Default): RandomCropFactory<Default> {
  return positionalAs(['height', 'width'], (height, width, options: AugmentationOptions & LayerOptions = {}) =>
    randomCrop({ ...options, height, width, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, crops images at a random place, the same for the whole batch. Outside training, crops the center with
 * the aspect ratio of the target, and resizes it.
 *
 * Input shape: (batch, height, width, channels). Output shape: the same with another height and width, as float32. Images
 * that are smaller than the target are resized in training too.
 *
 * @example
 * const window = RandomCrop(24, 24)(Input([28, 28, 1])); // SymbolicTensor<[null, 24, 24, 1]>
 */
export const RandomCrop: RandomCropFactory<'channelsLast'> = randomCropWith('channelsLast');

/**
 * {@link RandomCrop} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const window = RandomCrop(24, 24)(Input([1, 28, 28])); // SymbolicTensor<[null, 1, 24, 24]>
 */
export const RandomCropChannelsFirst: RandomCropFactory<'channelsFirst'> = randomCropWith('channelsFirst');
