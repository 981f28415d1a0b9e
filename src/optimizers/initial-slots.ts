import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerRule, SlottedWeight } from './optimizer.js';

/** The slots of a weight before the first step. They belong to the caller. */
export function initialSlots(optimizer: OptimizerRule, weight: SlottedWeight): readonly tf.Tensor[] {
  return optimizer
    .slots(weight)
    .map(({ shape = weight.shape, initialValue = 0 }) =>
      initialValue === 'weight' ? tf.clone(weight.value) : tf.fill([...shape], initialValue),
    );
}
