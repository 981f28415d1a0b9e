import type * as tf from '@tensorflow/tfjs-core';
import type { DataFormat } from '../../types/data-format.js';
import { cutWindow, type HeightWidth, imageSize, padBothSides } from './image-axes.js';

/** The largest window in the middle of images whose sides have the ratio of `target`. */
export function cropToAspectRatio(images: tf.Tensor, target: HeightWidth, format: DataFormat): tf.Tensor {
  const size = imageSize(images, format);
  const window = largestWindow(size, target);
  return cutWindow(images, before(size, window), window, format);
}

/** The size of the largest window whose sides have the ratio of `target`. */
export function largestWindow([height, width]: HeightWidth, target: HeightWidth): HeightWidth {
  const [fittingHeight, fittingWidth] = fitting([height, width], target);
  return [Math.max(Math.min(height, fittingHeight), 1), Math.max(Math.min(width, fittingWidth), 1)];
}

/** Images with as much of `value` on both sides as gives them the ratio of `target`, or one pixel less. */
export function padToAspectRatio(images: tf.Tensor, target: HeightWidth, value: number, format: DataFormat): tf.Tensor {
  const [height, width] = imageSize(images, format);
  const [fittingHeight, fittingWidth] = fitting([height, width], target);
  const frame: HeightWidth = [Math.max(height, fittingHeight), Math.max(width, fittingWidth)];
  return padBothSides(images, before(frame, [height, width]), value, format);
}

/** How much of the outer size is before the inner one in its middle. */
export function before([height, width]: HeightWidth, [innerHeight, innerWidth]: HeightWidth): HeightWidth {
  return [Math.floor((height - innerHeight) / 2), Math.floor((width - innerWidth) / 2)];
}

/** The height that has the ratio of `target` with the width, and the width that has it with the height. */
function fitting([height, width]: HeightWidth, [targetHeight, targetWidth]: HeightWidth): HeightWidth {
  return [Math.floor((width * targetHeight) / targetWidth), Math.floor((height * targetWidth) / targetHeight)];
}
