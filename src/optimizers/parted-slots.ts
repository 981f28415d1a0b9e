import type * as tf from '@tensorflow/tfjs-core';
import type { SharedOptions } from './shared-options.js';

/** The slots of a weight, by who keeps them. */
export interface PartedSlots {
  /** Those of the rule. */
  readonly own: readonly tf.Tensor[];
  /** The weight's moving average, if it has one. */
  readonly average: tf.Tensor | undefined;
  /** The sum of the gradients since the last update, if they are accumulated. */
  readonly accumulator: tf.Tensor | undefined;
}

/** The names of the slots that follow the rule's own. */
export function sharedSlotNames({ useEma, gradientAccumulationSteps }: SharedOptions): readonly string[] {
  return [...(useEma ? ['average'] : []), ...(gradientAccumulationSteps === null ? [] : ['gradientAccumulator'])];
}

/** Takes the slots of a weight apart. */
export function partSlots(slots: readonly tf.Tensor[], shared: SharedOptions): PartedSlots {
  const names = sharedSlotNames(shared);
  const own = slots.length - names.length;
  const slotOf = (name: string) => (names.includes(name) ? slots[own + names.indexOf(name)] : undefined);
  return { own: slots.slice(0, own), average: slotOf('average'), accumulator: slotOf('gradientAccumulator') };
}

/** Puts the slots of a weight together again. */
export function joinSlots({ own, average, accumulator }: PartedSlots): readonly tf.Tensor[] {
  return [...own, ...(average ? [average] : []), ...(accumulator ? [accumulator] : [])];
}
