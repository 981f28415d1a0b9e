import * as tf from '@tensorflow/tfjs-core';

/** How bright red, green and blue are to the eye. */
const brightness: readonly number[] = [0.2989, 0.587, 0.114];

/** Images whose channels, which stand last, all say how bright a pixel is. */
export function toGrayscale(images: tf.Tensor): tf.Tensor {
  if (images.shape.at(-1) === 1) return images;
  const gray = tf.sum(tf.mul(images, tf.tensor1d([...brightness])), -1, true);
  return tf.broadcastTo(gray, images.shape);
}
