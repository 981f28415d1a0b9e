import * as tf from '@tensorflow/tfjs-core';
import { checkRange, type Range } from '../../arguments/factor.js';
import type { DataFormat } from '../../types/data-format.js';
import type { AugmentationOptions } from './define-augmentation.js';

/** What layers take that change how bright pixels are. */
export interface ValueRangeOptions<Format extends DataFormat = DataFormat> extends AugmentationOptions<Format> {
  /** The darkest and the brightest a pixel can be. The default is 0 and 255. */
  readonly valueRange?: Range;
}

/** The range that is given, or that of bytes. */
export function valueRangeOf(name: string, { valueRange = [0, 255] }: ValueRangeOptions): Range {
  return checkRange(`${name}: valueRange`, valueRange);
}

/** Makes pixels that are beyond the range as dark or as bright as can be. */
export function clipToRange(images: tf.Tensor, [darkest, brightest]: Range): tf.Tensor {
  return tf.clipByValue(images, darkest, brightest);
}

/** A number for each image, in the shape that repeats to all of its pixels. */
export function perImage(images: tf.Tensor, draw: () => number): tf.Tensor {
  const count = images.shape[0] as number;
  return tf.tensor(Float32Array.from({ length: count }, draw), [count, 1, 1, 1]);
}
