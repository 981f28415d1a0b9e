import type * as tf from '@tensorflow/tfjs-core';
import type { Weight } from '../graph/weight.js';
import type { SharedOptions } from './shared-options.js';

/** The learning rate, or how it follows from the number of steps done. */
export type LearningRate = number | ((iteration: number) => number);

/** A tensor that an optimizer keeps for a weight. */
export interface Slot {
  /** What Keras calls it, in camelCase: `momentum`, `averageGradient`. */
  readonly name: string;
  /** That of the weight unless given. */
  readonly shape?: readonly number[];
  /** What every element is before the first step, or `weight` for what the weight is; 0 unless given. */
  readonly initialValue?: number | 'weight';
}

/** A weight, as far as the slots depend on it. */
export interface SlottedWeight {
  readonly shape: readonly number[];
  /** The names of its layer and its own: `dense_1/kernel`. */
  readonly path: string;
  readonly value: tf.Tensor;
}

/** What a rule knows of the step. */
export interface Step {
  /** How many updates are done: 0 in the first one. */
  readonly iteration: number;
  readonly learningRate: number;
  /** The number as a tensor, which all weights of the step share. */
  scalar(value: number): tf.Tensor;
}

/** A weight and its slots after a step. What a step leaves as it is, is returned as it is, not copied. */
export interface Updated {
  readonly weight: tf.Tensor;
  readonly slots: readonly tf.Tensor[];
}

/**
 * How weights follow from their gradients.
 *
 * It keeps nothing: weights and slots belong to the caller. `applyOptimizer` makes a step.
 */
export interface OptimizerRule {
  /** Keras' name for the class: `RMSprop`. */
  readonly className: string;
  readonly name: string;
  /** Everything that makes an equal optimizer when it is given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly learningRate: LearningRate;
  /** What is done around the rule. */
  readonly shared: SharedOptions;

  /** The slots of a weight: those of the rule, then those of the shared options. */
  slots(weight: SlottedWeight): readonly Slot[];

  /** The part of a weight that each step takes away, times the learning rate, given the rule's own slots. */
  weightDecay(slots: readonly tf.Tensor[]): number | null;

  /** The rule: one step of one weight, with the rule's own slots. */
  update(weight: tf.Tensor, gradient: tf.Tensor, slots: readonly tf.Tensor[], step: Step): Updated;
}

/**
 * A rule, and steps by it.
 *
 * A model that is compiled with it counts its steps and keeps its slots itself; {@link apply} is for training loops of one's
 * own, and what it keeps is the optimizer's.
 */
export interface Optimizer extends OptimizerRule {
  /**
   * The learning rate, or how it follows from the number of steps done. It can be set, also while models are trained.
   *
   * @throws ArgumentError if it is set to what is not a number from 0.
   * @throws StateError if it is set and is a function.
   */
  get learningRate(): LearningRate;
  set learningRate(value: number);

  /** How many times {@link apply} has updated weights: each time, unless gradients are accumulated. */
  readonly iterations: number;

  /**
   * Makes a step, just as `fit` does: weights change, and are what their constraints want. A weight whose gradient is `null`
   * stays as it is. The gradients stay the caller's.
   *
   * @param gradients those of the loss, or of {@link scaleLoss} of it where there is a `lossScaleFactor`.
   * @throws ArgumentError if there is not a gradient of its shape for each weight, or none at all.
   *
   * @example
   * const { gradients } = valueAndGradients(() => loss.compute(digits, model.forward(images)), model.trainableWeights);
   * optimizer.apply(gradients, model.trainableWeights);
   */
  apply(gradients: readonly (tf.Tensor | null)[], weights: readonly Weight[]): void;

  /** The loss to take gradients of: times `lossScaleFactor`, if there is one. */
  scaleLoss(loss: tf.Tensor): tf.Scalar;

  /** Ends training: with `useEma: true`, the moving averages take the place of the weights. */
  finalizeVariableValues(weights: readonly Weight[]): void;

  /** Frees what {@link apply} has kept; the next step is the first one again. */
  dispose(): void;
}
