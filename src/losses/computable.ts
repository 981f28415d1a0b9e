import * as tf from '@tensorflow/tfjs-core';
import { logitsOf } from '../activations/logits.js';
import { requireTensors } from '../arguments/require-tensors.js';
import { DataError } from '../errors.js';
import { maskOf } from '../graph/companions.js';
import { asFloat } from './as-float.js';
import { computeLoss } from './compute-loss.js';
import type { Loss, LossRule, TargetKind, TargetValues } from './loss.js';

/** A loss of a rule: what can be computed by hand. */
export function computable<Name extends string, Kind extends TargetKind>(rule: LossRule<Name, Kind>): Loss<Name, Kind> {
  return Object.freeze({
    ...rule,
    compute(yTrue: tf.Tensor, yPred: tf.Tensor, sampleWeight?: tf.Tensor): tf.Tensor {
      requireTensors(`${rule.name}.compute`, { yTrue, yPred, ...(sampleWeight && { sampleWeight }) });
      rule.checkTargets?.(yTrue.dataSync() as TargetValues, yTrue.shape, yPred.shape, 'yTrue');
      checkWeights(rule.name, yPred, sampleWeight);
      const mask = maskOf(yPred);
      return tf.tidy(() =>
        computeLoss(rule, yTrue, yPred, { ...logitsOf(yPred), sampleWeight, mask: mask ? asFloat(mask) : undefined }),
      );
    },
  });
}

function checkWeights(loss: string, { shape: [samples] }: tf.Tensor, sampleWeight: tf.Tensor | undefined): void {
  if (sampleWeight === undefined || sampleWeight.rank === 0 || sampleWeight.shape[0] === samples) return;
  throw new DataError(
    `${loss}: sampleWeight expects one weight for each of ${samples} samples (received ${sampleWeight.shape[0]})`,
  );
}
