import * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { ArgumentError } from '../errors.js';
import type { Weight } from '../graph/weight.js';
import { show } from '../types/shape.js';
import { checkOptimizer } from './host-inputs.js';
import type { OptimizerRule, SharedOptions, Step } from './optimizer-rule.js';

/**
 * The loss to take gradients of: multiplied by the optimizer's `lossScaleFactor`, if there is one, so that small gradients
 * do not vanish.
 *
 * @param optimizer The optimizer.
 * @param loss The loss to multiply.
 */
export function scaleLoss(optimizer: OptimizerRule, loss: tf.Scalar): tf.Scalar {
  checkOptimizer('scaleLoss', optimizer);
  requireTensors('scaleLoss', { loss });
  const { lossScaleFactor } = optimizer.shared;
  return lossScaleFactor === null ? loss : tf.mul(loss, lossScaleFactor);
}

/** The gradients of the loss before {@link scaleLoss}. */
export function unscaleGradients(
  gradients: readonly tf.Tensor[],
  { lossScaleFactor }: SharedOptions,
  step: Pick<Step, 'scalar'>,
): readonly tf.Tensor[] {
  if (lossScaleFactor === null) return gradients;
  return gradients.map((gradient) => tf.div(gradient, step.scalar(lossScaleFactor)));
}

/** Gradients that are clipped as the options say. */
export function clipGradients(
  gradients: readonly tf.Tensor[],
  { clipnorm, clipvalue, globalClipnorm }: SharedOptions,
  step: Pick<Step, 'scalar'>,
): readonly tf.Tensor[] {
  if (clipvalue !== null) return gradients.map((gradient) => tf.clipByValue(gradient, -clipvalue, clipvalue));
  if (clipnorm !== null) {
    const bound = step.scalar(clipnorm);
    return gradients.map((gradient) => tf.mul(gradient, clippingFactor(sumOfSquares(gradient), bound)));
  }
  if (globalClipnorm !== null && gradients.length > 0) {
    const squares = gradients.map(sumOfSquares);
    const factor = clippingFactor(tf.addN(squares), step.scalar(globalClipnorm));
    return gradients.map((gradient) => tf.mul(gradient, factor));
  }
  return gradients;
}

function sumOfSquares(gradient: tf.Tensor): tf.Tensor {
  return tf.sum(tf.square(gradient));
}

/** The factor that makes the norm of a vector `bound` where it is larger. */
function clippingFactor(sumOfSquares: tf.Tensor, bound: tf.Tensor): tf.Tensor {
  return tf.div(bound, tf.maximum(tf.sqrt(sumOfSquares), bound));
}

/** Gradients of a step that accumulates them, and the sums for the next step. */
interface Accumulated {
  /** The mean gradients; `null` in a step that does not update weights. */
  readonly gradients: readonly tf.Tensor[] | null;
  readonly accumulators: readonly tf.Tensor[];
}

/** Adds gradients up; the last of `steps` steps gets their mean, and starts the sums anew. */
export function accumulateGradients(
  gradients: readonly tf.Tensor[],
  accumulators: readonly tf.Tensor[],
  steps: number,
  isUpdate: boolean,
): Accumulated {
  const sums = gradients.map((gradient, index) => tf.add(gradient, accumulators[index] as tf.Tensor));
  if (!isUpdate) return { gradients: null, accumulators: sums };
  return { gradients: sums.map((sum) => tf.div(sum, steps)), accumulators: sums.map((sum) => tf.zerosLike(sum)) };
}

/** @throws ArgumentError if there is not one gradient of the right shape, or `null`, for each weight. */
export function checkGradients(
  owner: string,
  gradients: readonly (tf.Tensor | null)[],
  weights: readonly Weight[],
): void {
  if (gradients.length !== weights.length) {
    throw new ArgumentError(
      `${owner} expects a gradient for each of ${weights.length} weights (received ${gradients.length})`,
    );
  }
  if (gradients.every((gradient) => gradient === null)) {
    throw new ArgumentError(`${owner} expects at least one gradient (received none for ${weights.length} weights)`);
  }
  const repeated = weights.find((weight, index) => weights.indexOf(weight) !== index);
  if (repeated) throw new ArgumentError(`${owner} expects different weights (received ${repeated.path} twice)`);
  for (const [index, { path, shape }] of weights.entries()) {
    const gradient = gradients[index];
    if (!gradient || show(gradient.shape) === show(shape)) continue;
    throw new ArgumentError(
      `${owner} expects a gradient of ${show(shape)} for ${path} (received ${show(gradient.shape)})`,
    );
  }
}
