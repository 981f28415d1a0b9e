import * as tf from '@tensorflow/tfjs-core';
import { within } from '../../arguments/number.js';
import { positionalAs } from '../../arguments/positional.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import type { Layer } from '../../graph/layer.js';
import type { DataFormat, layouts } from '../../types/data-format.js';
import type { GivenOptions } from '../../types/given-options.js';
import { type Unexpected, unexpected } from '../../types/mismatch.js';
import { type Dimension, isOpen, type Shape } from '../../types/shape.js';
import type { ShapeFunction } from '../../types/shape-function.js';
import { type ImageBatch, imageBatch } from '../preprocessing/images.js';
import { type AugmentationOptions, changeSome, defineAugmentation } from './augmentation.js';

const expected = 'images with 1 or 3 channels';

/** The rule of a layer that knows what the channels of images are: gray, or red, green and blue. */
export interface GrayOrRgb<Layer extends string, Format extends DataFormat> extends ShapeFunction {
  readonly signature: `${(typeof layouts)[2][Format]} → the same shape`;
  readonly parameters: [Layer, Format];
  readonly structured: false;
  readonly output: Same<Layer, ImageBatch<Layer, this['input'], Format>, this['input']>;
}

type Same<Layer extends string, Found, Input> = [Found] extends [
  readonly [Dimension, Dimension, Dimension, infer Channels extends Dimension],
]
  ? [Channels] extends [string | null | 1 | 3]
    ? Input
    : [number] extends [Channels]
      ? Input
      : Unexpected<Layer, typeof expected, Input>
  : Found;

function grayOrRgb(layer: string, input: Shape, format: DataFormat): Shape {
  const channels = imageBatch(layer, input, format).at(-1);
  return isOpen(channels) || channels === 1 || channels === 3 ? input : unexpected(layer, expected, input);
}

/** How bright red, green and blue are to the eye. */
const brightness: readonly number[] = [0.2989, 0.587, 0.114];

/** Images whose channels, which stand last, all say how bright a pixel is. */
function toGrayscale(images: tf.Tensor): tf.Tensor {
  if (images.shape.at(-1) === 1) return images;
  const gray = tf.sum(tf.mul(images, tf.tensor1d([...brightness])), -1, true);
  return tf.broadcastTo(gray, images.shape);
}

interface Given extends AugmentationOptions {
  readonly factor: number;
}

const randomGrayscale = defineAugmentation({
  name: 'RandomGrayscale',
  configure: ({ factor }: Given) => ({ factor: within('RandomGrayscale: factor', factor, 0, 1) }),
  written: ({ factor, dataFormat }) => ({ factor, dataFormat }),
  shape: grayOrRgb,
  augment: (images, { factor }, draw) => changeSome(images, toGrayscale(images), () => draw([0, 1]) < factor),
});

/** {@link RandomGrayscale} with `Default` as its default data format. */
export type RandomGrayscaleFactory<Default extends DataFormat> = <
  const Format extends DataFormat = Default,
  const Name extends string = string,
  const Given = object,
>(
  /** The probability that an image is converted to grayscale, from 0 to 1. The default is 0.5. */
  factor?: number,
  options?: GivenOptions<'RandomGrayscale', Given, AugmentationOptions<Format> & LayerOptions<Name>>,
) => Layer<GrayOrRgb<'RandomGrayscale', Format>, Name>;

function randomGrayscaleWith<Default extends DataFormat>(dataFormat: Default): RandomGrayscaleFactory<Default> {
  return positionalAs(['factor'], (factor = 0.5, options: AugmentationOptions & LayerOptions = {}) =>
    randomGrayscale({ ...options, factor, dataFormat: options.dataFormat ?? dataFormat }, options),
  );
}

/**
 * During training, converts some images to grayscale, with the same value in all channels. Outside training the input is
 * returned unchanged.
 *
 * Input and output shape: (batch, height, width, channels), with 1 or 3 channels. The output is float32.
 *
 * @example
 * const gray = RandomGrayscale(0.1)(Input([28, 28, 3])); // SymbolicTensor<[null, 28, 28, 3]>
 */
export const RandomGrayscale: RandomGrayscaleFactory<'channelsLast'> = randomGrayscaleWith('channelsLast');

/**
 * {@link RandomGrayscale} for (batch, channels, height, width), exported under the same name by `tupleflow/channels-first`.
 *
 * @example
 * const gray = RandomGrayscale(0.1)(Input([3, 28, 28])); // SymbolicTensor<[null, 3, 28, 28]>
 */
export const RandomGrayscaleChannelsFirst: RandomGrayscaleFactory<'channelsFirst'> =
  randomGrayscaleWith('channelsFirst');
