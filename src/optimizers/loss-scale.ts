import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerRule, Step } from './optimizer.js';

/** The loss to take gradients of: times the optimizer's `lossScaleFactor`, if it has one, so that they do not vanish. */
export function scaleLoss(optimizer: OptimizerRule, loss: tf.Scalar): tf.Scalar {
  const { lossScaleFactor } = optimizer.shared;
  return lossScaleFactor === null ? loss : tf.mul(loss, lossScaleFactor);
}

/** What the gradients would be without {@link scaleLoss}. */
export function unscaleGradients(
  optimizer: OptimizerRule,
  gradients: readonly tf.Tensor[],
  step: Pick<Step, 'scalar'>,
): readonly tf.Tensor[] {
  const { lossScaleFactor } = optimizer.shared;
  if (lossScaleFactor === null) return gradients;
  return gradients.map((gradient) => tf.div(gradient, step.scalar(lossScaleFactor)));
}
