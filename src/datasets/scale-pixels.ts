import type { Images, Pixels } from './labelled-images.js';

/**
 * Images whose pixels from 0 to 255 are brought to 0 to 1, as models learn best from.
 *
 * @example
 * const images = scalePixels(mnist.train.images);
 */
export function scalePixels<Rows extends number, Columns extends number>(
  images: Images<Pixels, Rows, Columns>,
): Images<Float32Array, Rows, Columns> {
  return { data: Float32Array.from(images.data, (pixel) => pixel / 255), shape: images.shape };
}
