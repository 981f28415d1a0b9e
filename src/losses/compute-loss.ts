import * as tf from '@tensorflow/tfjs-core';
import { isOfKind, requireTensors } from '../arguments/kind.js';
import { checkOptions } from '../arguments/options.js';
import { ArgumentError, DataError, received } from '../errors.js';
import { updatesOfStep } from '../graph/state-updates.js';
import { type Value, valueOf } from '../graph/value.js';
import { show } from '../types/shape.js';
import type { Loss, LossContext, LossFunction, LossRule, TargetKind, TargetValues } from './loss.js';
import { alignRanks, asFloat, reduceLoss } from './reduce-loss.js';

/** The context of targets and predictions, all of which is optional. */
export interface ComputeLossOptions extends LossContext {
  /** A weight for each loss, or for each sample. The default is 1. */
  readonly sampleWeight?: tf.Tensor | undefined;
  /** The mask of the prediction: positions where it is 0 do not count. The default is none. */
  readonly mask?: tf.Tensor | undefined;
}

/**
 * A loss, reduced: its losses, without those that the mask of the prediction or the loss itself leaves out.
 *
 * @param loss The loss.
 * @param target The targets.
 * @param prediction The predictions.
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
  if (!isOfKind(loss, 'loss')) throw new ArgumentError(`computeLoss expects a loss (received ${received(loss)})`);
  requireTensors('computeLoss', { target, prediction });
  checkOptions('computeLoss', options, ['sampleWeight', 'mask', 'logits', 'activation']);
  return tf.tidy(() => {
    const losses = loss.losses(target, prediction, options);
    const own = loss.mask?.(target, prediction, losses);
    const mask = own && options.mask ? tf.mul(own, tf.cast(options.mask, own.dtype)) : (own ?? options.mask);
    checkPerSample(`loss ${loss.name}`, losses, options.sampleWeight ?? mask);
    return reduceLoss(losses, loss.reduction, options.sampleWeight, mask);
  });
}

/** A prediction's mask and logits, as losses take them. */
export function contextOf({ mask, logits }: Value): Pick<ComputeLossOptions, 'mask' | 'logits' | 'activation'> {
  return {
    ...(mask && { mask: asFloat(mask) }),
    ...(logits && { logits: logits.tensor, activation: logits.activation }),
  };
}

/** A loss of a rule, which can also be called. */
export function computable<Name extends string, Kind extends TargetKind>(rule: LossRule<Name, Kind>): Loss<Name, Kind> {
  return Object.freeze({
    ...rule,
    compute(yTrue: tf.Tensor, yPred: tf.Tensor, sampleWeight?: tf.Tensor): tf.Tensor {
      requireTensors(`${rule.name}.compute`, { yTrue, yPred, ...(sampleWeight && { sampleWeight }) });
      const read = updatesOfStep() === undefined ? () => yTrue.dataSync() as TargetValues : null;
      rule.checkTargets?.(read, yTrue.shape, yPred.shape, 'yTrue');
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

/**
 * A loss of a user's own function, whose name it has. Where targets or predictions have a last axis of size 1 that the
 * others do not have, their ranks are aligned before, as in every loss.
 */
export function lossOfFunction(compute: LossFunction): Loss<string, 'any'> {
  const name = compute.name || 'loss';
  return computable<string, 'any'>({
    kind: 'loss',
    className: 'LossFunction',
    name,
    options: Object.freeze({}),
    reduction: 'sumOverBatchSize',
    targetKind: 'any',
    losses: (target, prediction) => valuesOf(`loss ${name}`, compute, ...alignRanks(target, prediction)),
  });
}

/**
 * The values that a user's own loss or metric returns, as `float32`.
 *
 * @param owner the loss or metric: `loss myLoss`.
 * @throws ArgumentError if they are not a tensor of numbers. An error of the function is the cause of an error that names
 *   the loss or metric.
 */
export function valuesOf(owner: string, compute: LossFunction, target: tf.Tensor, prediction: tf.Tensor): tf.Tensor {
  const values: unknown = called(owner, compute, target, prediction);
  if (!(values instanceof tf.Tensor) || values.isDisposed) {
    const what = values instanceof tf.Tensor ? 'a disposed tensor' : received(values);
    throw new ArgumentError(`${owner} expects to return a tensor (received ${what})`);
  }
  if (values.dtype === 'string' || values.dtype === 'complex64') {
    throw new ArgumentError(`${owner} expects to return numbers (received elements of type ${values.dtype})`);
  }
  return asFloat(values);
}

/** @throws ArgumentError if values that have to be weighted, or masked, are not those of the samples. */
export function checkPerSample(owner: string, values: tf.Tensor, weight: tf.Tensor | undefined): void {
  if (weight === undefined || weight.rank === 0 || values.rank === 0 || values.shape[0] === weight.shape[0]) return;
  throw new ArgumentError(
    `${owner} expects to return a number for each of ${weight.shape[0]} samples, which have weights or a mask ` +
      `(received shape ${show(values.shape)})`,
  );
}

function called(owner: string, compute: LossFunction, target: tf.Tensor, prediction: tf.Tensor): unknown {
  try {
    return compute(target, prediction);
  } catch (error) {
    throw new ArgumentError(`${owner} threw an error: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    });
  }
}
