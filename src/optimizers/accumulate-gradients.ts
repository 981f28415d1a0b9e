import * as tf from '@tensorflow/tfjs-core';

/** What gradients come to, and the sums that the next step goes on from. */
interface Accumulated {
  /** The mean gradients; `null` as long as weights have to wait. */
  readonly gradients: readonly tf.Tensor[] | null;
  readonly accumulators: readonly tf.Tensor[];
}

/** Adds gradients up over `steps`, and lets their mean pass in the last of them. */
export function accumulateGradients(
  gradients: readonly tf.Tensor[],
  accumulators: readonly tf.Tensor[],
  iteration: number,
  steps: number,
): Accumulated {
  const sums = gradients.map((gradient, index) => tf.add(gradient, accumulators[index] as tf.Tensor));
  const isDue = (iteration + 1) % steps === 0;
  if (!isDue) return { gradients: null, accumulators: sums };
  return { gradients: sums.map((sum) => tf.div(sum, steps)), accumulators: sums.map((sum) => tf.zerosLike(sum)) };
}
