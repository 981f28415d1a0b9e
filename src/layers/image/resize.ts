import type * as tf from '@tensorflow/tfjs-core';
import type { DataFormat } from '../../types/data-format.js';
import { type HeightWidth, heightAxis } from './image-axes.js';
import type { Interpolation } from './interpolation.js';
import { resample } from './resample.js';

/** Images of another size, by resampling one axis after the other. */
export function resize(
  images: tf.Tensor,
  [height, width]: HeightWidth,
  format: DataFormat,
  interpolation: Interpolation = 'bilinear',
  antialias = false,
): tf.Tensor {
  const axis = heightAxis(format);
  return resample(resample(images, axis, height, interpolation, antialias), axis + 1, width, interpolation, antialias);
}
