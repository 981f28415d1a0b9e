import * as tf from '@tensorflow/tfjs-core';
import { oneOf } from '../../arguments/names.js';
import { finite } from '../../arguments/number.js';
import { withDefaults } from '../../arguments/options.js';
import type { LayerConstructor } from '../../graph/define-layer.js';
import type { DataFormat } from '../../types/data-format.js';
import type { HeightWidth } from '../preprocessing/images.js';
import { type AugmentationOptions, type Draw, defineAugmentation } from './augmentation.js';
import { type AffineMap, type FillMode, fillModes, type SamplingOptions, sampling } from './sampling.js';

/** How images are transformed. */
interface TransformOptions extends SamplingOptions {
  /** What is beyond the edges, where `fillMode` is `constant`. */
  readonly fillValue: number;
}

/** Moves the pixels of images, whose channels stand last, by a map each. */
export function transformImages(
  images: tf.Tensor,
  maps: readonly AffineMap[],
  { fillValue, ...options }: TransformOptions,
): tf.Tensor {
  const [, height, width, channels] = images.shape as [number, number, number, number];
  const { taps, outside } = sampling(maps, [height, width], options);
  const pixels = tf.reshape(images, [-1, channels]);
  const column = (numbers: Float32Array) => tf.tensor(numbers, [numbers.length, 1]);
  const fill = tf.mul(column(outside), fillValue);
  const sum = taps.reduce<tf.Tensor>(
    // What only one tap needs is freed before the next: there may be gigabytes of it.
    (total, tap) =>
      tf.tidy(() => tf.add(total, tf.mul(tf.gather(pixels, tf.tensor1d(tap.pixels)), column(tap.weights)))),
    fill,
  );
  return tf.reshape(sum, images.shape);
}

/** The options of layers that rotate, shift or zoom images. */
export interface AffineAugmentationOptions<Format extends DataFormat = DataFormat> extends AugmentationOptions<Format> {
  /**
   * What comes in from beyond the edges: `reflect` the image mirrored, `wrap` the image again, `constant` the `fillValue`,
   * `nearest` the pixels at the edge. The default is `reflect`.
   */
  readonly fillMode?: FillMode;
  /** Whether pixels are taken from where they are nearest or mixed from four. The default is `bilinear`. */
  readonly interpolation?: 'nearest' | 'bilinear';
  /** The value of added pixels. The default is 0. */
  readonly fillValue?: number;
}

const defaults = { fillMode: 'reflect', interpolation: 'bilinear', fillValue: 0 } as const;

/** Defines a class that moves the pixels of each image by a map, which it draws anew. */
export function defineAffineAugmentation<Given extends AffineAugmentationOptions, Factors extends object>(
  name: string,
  factorsOf: (given: Given) => Factors,
  drawMap: (factors: Factors, size: HeightWidth, draw: Draw) => AffineMap,
): LayerConstructor<Given> {
  return defineAugmentation({
    name,
    configure: (given: Given) => ({ ...factorsOf(given), ...checkTransform(name, given) }),
    augment: (images, configuration, draw) => {
      const [count, height, width] = images.shape as [number, number, number];
      const maps = Array.from({ length: count }, () => drawMap(configuration, [height, width], draw));
      return transformImages(images, maps, configuration);
    },
  });
}

function checkTransform(name: string, given: AffineAugmentationOptions): TransformOptions {
  const { fillMode, interpolation, fillValue } = withDefaults(name, defaults, given);
  return {
    fillMode: oneOf<FillMode>(`${name}: fillMode`, fillMode, fillModes),
    interpolation: oneOf(`${name}: interpolation`, interpolation, ['nearest', 'bilinear']),
    fillValue: finite(`${name}: fillValue`, fillValue),
  };
}
