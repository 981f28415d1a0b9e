import type * as tf from '@tensorflow/tfjs-core';
import type { SharedOptions } from './shared-options.js';

/** The learning rate, or a function that computes it from the number of steps done. */
export type LearningRate = number | ((iteration: number) => number);

/** A tensor that an optimizer keeps for a weight. */
export interface Slot {
  /** Keras' name in camelCase: `momentum`, `averageGradient`. */
  readonly name: string;
  /** The shape of the weight unless given. */
  readonly shape?: readonly number[];
  /** The value of every element before the first step, or `weight` for a copy of the weight; 0 unless given. */
  readonly initialValue?: number | 'weight';
}

/** A weight, as far as the slots depend on it. */
export interface SlottedWeight {
  readonly shape: readonly number[];
  /** The name of its layer and its own: `dense_1/kernel`. */
  readonly path: string;
  readonly value: tf.Tensor;
}

/** The numbers of a step, as tensors that all weights share. */
export interface Step<Inputs extends string = string> {
  readonly learningRate: tf.Tensor;
  /**
   * A number that the definition's `hostInputs` computes from the iteration, by its name.
   *
   * @param name The name of the number in `hostInputs`.
   */
  input(name: Inputs): tf.Tensor;
  /**
   * A constant.
   *
   * @param value The value of the scalar.
   */
  scalar(value: number): tf.Tensor;
}

/** The place of a step in training: what host inputs are computed from. */
export interface StepMoment {
  /** The number of updates before this one: 0 for the first. */
  readonly iteration: number;
  readonly learningRate: number;
}

/** A weight and its slots after a step. A tensor that does not change is returned as it is, not copied. */
export interface Updated {
  readonly weight: tf.Tensor;
  readonly slots: readonly tf.Tensor[];
}

/**
 * How weights follow from their gradients.
 *
 * It has no state: weights and slots belong to the caller. `applyOptimizer` makes a step.
 */
export interface OptimizerRule {
  readonly kind: 'optimizer';
  /** Keras' name for the class: `RMSprop`. */
  readonly className: string;
  readonly name: string;
  /** All options, which make an equal optimizer when they are given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly learningRate: LearningRate;
  /** The options that all optimizers share. */
  readonly shared: SharedOptions;

  /**
   * The slots of a weight: those of the rule, then those of the shared options.
   *
   * @param weight The path and the shape of the weight.
   */
  slots(weight: SlottedWeight): readonly Slot[];

  /**
   * The numbers that the rule needs from the host in a step, by name.
   *
   * @param moment The iteration, from 0, and its learning rate.
   */
  hostInputs(moment: StepMoment): Readonly<Record<string, number>>;

  /**
   * The host input that a weight is multiplied by before each update, given the rule's own slots; `null` for none.
   *
   * @param slots The slots of the weight.
   */
  decayInput(slots: readonly tf.Tensor[]): string | null;

  /**
   * The rule: one step of one weight, with the rule's own slots.
   *
   * @param weight The value of the weight before the step.
   * @param gradient The gradient of the loss with respect to the weight.
   * @param slots The slots of the weight before the step.
   * @param step The learning rate and the numbers of `hostInputs`, as tensors.
   */
  update(weight: tf.Tensor, gradient: tf.Tensor, slots: readonly tf.Tensor[], step: Step): Updated;
}
