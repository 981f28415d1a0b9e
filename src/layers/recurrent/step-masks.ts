import * as tf from '@tensorflow/tfjs-core';

/** For each step which samples count, spread over what a sample has: (steps, batch, ...sizes) and bool. */
export function stepMasks(mask: tf.Tensor, sizes: readonly number[]): tf.Tensor {
  const [batch, steps, ...masked] = mask.shape as [number, number, ...number[]];
  const unmasked = sizes.slice(masked.length);
  const inSteps = tf.transpose(
    mask,
    mask.shape.map((_, axis) => [1, 0][axis] ?? axis),
  );
  const spread = tf.reshape(inSteps, [steps, batch, ...masked, ...unmasked.map(() => 1)]);
  return tf.tile(spread, [1, 1, ...masked.map(() => 1), ...unmasked]);
}
