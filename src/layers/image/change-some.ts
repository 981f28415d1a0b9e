import * as tf from '@tensorflow/tfjs-core';
import { perImage } from './value-range.js';

/** Some of the images as they have been changed, and the others as they are: that is drawn for each. */
export function changeSome(images: tf.Tensor, changed: tf.Tensor, isChanged: () => boolean): tf.Tensor {
  return tf.where(
    tf.greater(
      perImage(images, () => Number(isChanged())),
      0,
    ),
    changed,
    images,
  );
}
