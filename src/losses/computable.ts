import * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/require-tensors.js';
import { DataError } from '../errors.js';
import { valueOf } from '../graph/value.js';
import { computeLoss, contextOf } from './compute-loss.js';
import type { Loss, LossRule, TargetKind, TargetValues } from './loss.js';

/** A loss of a rule: what can be computed by hand. */
export function computable<Name extends string, Kind extends TargetKind>(rule: LossRule<Name, Kind>): Loss<Name, Kind> {
  return Object.freeze({
    ...rule,
    compute(yTrue: tf.Tensor, yPred: tf.Tensor, sampleWeight?: tf.Tensor): tf.Tensor {
      requireTensors(`${rule.name}.compute`, { yTrue, yPred, ...(sampleWeight && { sampleWeight }) });
      rule.checkTargets?.(yTrue.dataSync() as TargetValues, yTrue.shape, yPred.shape, 'yTrue');
      checkWeights(rule.name, yPred, sampleWeight);
      return tf.tidy(() => computeLoss(rule, yTrue, yPred, { ...contextOf(valueOf(yPred)), sampleWeight }));
    },
  });
}

function checkWeights(loss: string, { shape: [samples] }: tf.Tensor, sampleWeight: tf.Tensor | undefined): void {
  if (sampleWeight === undefined || sampleWeight.rank === 0 || sampleWeight.shape[0] === samples) return;
  throw new DataError(
    `${loss}: sampleWeight expects one weight for each of ${samples} samples (received ${sampleWeight.shape[0]})`,
  );
}
