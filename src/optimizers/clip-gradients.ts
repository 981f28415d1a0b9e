import * as tf from '@tensorflow/tfjs-core';
import type { Step } from './optimizer.js';
import type { SharedOptions } from './shared-options.js';

/** Gradients none of which exceeds what the options allow. */
export function clipGradients(
  gradients: readonly tf.Tensor[],
  { clipnorm, clipvalue, globalClipnorm }: SharedOptions,
  step: Pick<Step, 'scalar'>,
): readonly tf.Tensor[] {
  if (clipvalue !== null) return gradients.map((gradient) => tf.clipByValue(gradient, -clipvalue, clipvalue));
  if (clipnorm !== null) {
    const bound = step.scalar(clipnorm);
    return gradients.map((gradient) => tf.mul(gradient, shrinkage(sumOfSquares(gradient), bound)));
  }
  if (globalClipnorm !== null && gradients.length > 0) {
    const squares = gradients.map(sumOfSquares);
    const factor = shrinkage(tf.addN(squares), step.scalar(globalClipnorm));
    return gradients.map((gradient) => tf.mul(gradient, factor));
  }
  return gradients;
}

function sumOfSquares(gradient: tf.Tensor): tf.Tensor {
  return tf.sum(tf.square(gradient));
}

/** What makes a vector no longer than `bound`. */
function shrinkage(sumOfSquares: tf.Tensor, bound: tf.Tensor): tf.Tensor {
  return tf.div(bound, tf.maximum(tf.sqrt(sumOfSquares), bound));
}
