import * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../graph/value.js';
import { asFloat } from './as-float.js';
import type { LossContext, LossRule } from './loss.js';
import { reduceLoss } from './reduce-loss.js';

/** What may come with targets and predictions. */
export interface ComputeLossOptions extends LossContext {
  /** A weight for each loss, or for each sample. */
  readonly sampleWeight?: tf.Tensor | undefined;
  /** The prediction's mask: 0 where a position does not count. */
  readonly mask?: tf.Tensor | undefined;
}

/**
 * A loss, reduced: its losses, less those that either mask leaves out.
 *
 * @example
 * const value = computeLoss(MeanSquaredError(), target, prediction, { sampleWeight });
 */
export function computeLoss(
  loss: LossRule,
  target: tf.Tensor,
  prediction: tf.Tensor,
  options: ComputeLossOptions = {},
): tf.Tensor {
  const losses = loss.losses(target, prediction, options);
  const own = loss.mask?.(target, prediction, losses);
  const mask = own && options.mask ? tf.mul(own, tf.cast(options.mask, own.dtype)) : (own ?? options.mask);
  return reduceLoss(losses, loss.reduction, options.sampleWeight, mask);
}

/** A prediction's mask and logits, as losses take them. */
export function contextOf({ mask, logits }: Value): Pick<ComputeLossOptions, 'mask' | 'logits' | 'activation'> {
  return {
    ...(mask && { mask: asFloat(mask) }),
    ...(logits && { logits: logits.tensor, activation: logits.activation }),
  };
}
