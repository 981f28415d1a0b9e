import * as tf from '@tensorflow/tfjs-core';

/** A mask of steps as one of elements. */
export function maskOfElements(mask: tf.Tensor, input: tf.Tensor): tf.Tensor {
  return tf.broadcastTo(tf.expandDims(mask, -1), input.shape as [number]);
}

/**
 * Merges inputs one after the other by an operation that no value leaves as it is: where one of two does not count, the other
 * takes its place.
 */
export function mergeWhatCounts(
  inputs: readonly tf.Tensor[],
  masks: readonly (tf.Tensor | null)[],
  operation: (left: tf.Tensor, right: tf.Tensor) => tf.Tensor,
): tf.Tensor {
  const [first, ...others] = inputs as readonly [tf.Tensor, ...tf.Tensor[]];
  const wholes = masks.map((mask, index) => mask && maskOfElements(mask, inputs[index] as tf.Tensor));
  let output = first;
  let outputMask = wholes[0] ?? null;
  for (const [index, other] of others.entries()) {
    const mask = wholes[index + 1] ?? null;
    const right = mask === null ? other : tf.where(mask, other, output);
    const left = outputMask === null ? output : tf.where(outputMask, output, right);
    outputMask = mask === null || outputMask === null ? null : tf.logicalOr(outputMask, mask);
    // Gradients of `tf.maximum` and its like do not know of sizes that are repeated.
    const shape = tf.broadcast_util.assertAndGetBroadcastShape(left.shape, right.shape) as [number];
    output = operation(tf.broadcastTo(left, shape), tf.broadcastTo(right, shape));
  }
  return output;
}
