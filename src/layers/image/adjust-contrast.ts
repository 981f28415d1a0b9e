import * as tf from '@tensorflow/tfjs-core';

/** Makes pixels `factors` times as different from the mean of their channel. Channels stand last. */
export function adjustContrast(images: tf.Tensor, factors: tf.Tensor): tf.Tensor {
  const means = tf.mean(images, [1, 2], true);
  return tf.add(tf.mul(tf.sub(images, means), factors), means);
}
