import * as tf from '@tensorflow/tfjs-core';
import { requireTensors } from '../arguments/kind.js';
import { integersFrom } from '../arguments/number.js';
import { ArgumentError, received, ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { checkOptimizer } from './host-inputs.js';
import type { OptimizerRule, SharedOptions, SlottedWeight } from './optimizer-rule.js';

/**
 * The slots of a weight before the first step. They belong to the caller.
 *
 * @param optimizer The optimizer.
 * @param weight The path, the shape and the value of the weight.
 */
export function initialSlots(optimizer: OptimizerRule, weight: SlottedWeight): readonly tf.Tensor[] {
  checkOptimizer('initialSlots', optimizer);
  requireTensors('initialSlots', { value: weight?.value });
  if (typeof weight.path !== 'string') {
    throw new ArgumentError(`initialSlots: path expects a string (received ${received(weight.path)})`);
  }
  const sizes = integersFrom('initialSlots: shape', weight.shape, 0);
  if (`${sizes}` !== `${weight.value.shape}`) {
    throw new ShapeError(`initialSlots: shape expects ${show(weight.value.shape)} (received ${show(sizes)})`);
  }
  return optimizer
    .slots(weight)
    .map(({ shape = weight.shape, initialValue = 0 }) =>
      initialValue === 'weight' ? tf.clone(weight.value) : tf.fill([...shape], initialValue),
    );
}

/** The slots of a weight: those of the optimizer's rule, then those of the options that all optimizers share. */
export interface SplitSlots {
  /** The slots of the rule. */
  readonly own: readonly tf.Tensor[];
  /** The moving average of the weight, with `useEma`. */
  readonly average: tf.Tensor | undefined;
  /** The sum of the gradients since the last update, with `gradientAccumulationSteps`. */
  readonly accumulator: tf.Tensor | undefined;
}

/** The names of the slots that follow those of the rule. */
export function sharedSlotNames({ useEma, gradientAccumulationSteps }: SharedOptions): readonly string[] {
  return [...(useEma ? ['average'] : []), ...(gradientAccumulationSteps === null ? [] : ['gradientAccumulator'])];
}

/** Tells the slots of a weight apart. */
export function splitSlots(slots: readonly tf.Tensor[], shared: SharedOptions): SplitSlots {
  const names = sharedSlotNames(shared);
  const own = slots.length - names.length;
  const slotOf = (name: string) => (names.includes(name) ? slots[own + names.indexOf(name)] : undefined);
  return { own: slots.slice(0, own), average: slotOf('average'), accumulator: slotOf('gradientAccumulator') };
}

/** The inverse of {@link splitSlots}. */
export function joinSlots({ own, average, accumulator }: SplitSlots): readonly tf.Tensor[] {
  return [...own, ...(average ? [average] : []), ...(accumulator ? [accumulator] : [])];
}

/**
 * The weights at the end of training: their moving averages with `useEma`, and else `null`, for the weights as they are.
 * The tensors are those of the slots.
 *
 * @param optimizer The optimizer.
 * @param slots The slots of each weight.
 */
export function finalWeights(
  optimizer: OptimizerRule,
  slots: readonly (readonly tf.Tensor[])[],
): readonly tf.Tensor[] | null {
  checkOptimizer('finalWeights', optimizer);
  if (!optimizer.shared.useEma) return null;
  return slots.map((ofWeight) => splitSlots(ofWeight, optimizer.shared).average as tf.Tensor);
}
