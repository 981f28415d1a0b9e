import * as tf from '@tensorflow/tfjs-core';
import { integerFrom, nonNegative, positive, within } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';
import type { NumbersFirst } from '../types/given-options.js';

/** The options of every optimizer besides those of its rule. */
export interface SharedOptions {
  /**
   * The fraction of each weight, times the learning rate, that each step subtracts. The default is `null`, no decay,
   * and 0.004 for `AdamW` and `Muon`.
   */
  readonly weightDecay: number | null;
  /** The largest norm of the gradient of each weight: longer ones are scaled. The default is `null`, no limit. */
  readonly clipnorm: number | null;
  /** The largest magnitude of an element of a gradient. The default is `null`, no limit. */
  readonly clipvalue: number | null;
  /** The largest norm of the gradients of all weights together. The default is `null`, no limit. */
  readonly globalClipnorm: number | null;
  /**
   * Whether to compute an exponential moving average of the weights, which replaces them at the end of training. The
   * default is `false`.
   */
  readonly useEma: boolean;
  /** The decay rate of the moving average of the weights, from 0 to 1. The default is 0.99. */
  readonly emaMomentum: number;
  /**
   * The number of steps after which the average replaces the weights, again and again. The default is `null`, only at
   * the end of training.
   */
  readonly emaOverwriteFrequency: number | null;
  /**
   * The number by which the loss is multiplied before gradients are computed, and by which these are divided. The
   * default is `null`, no scaling.
   */
  readonly lossScaleFactor: number | null;
  /**
   * The number of steps over which gradients are averaged before weights are updated, 2 or more. The default is `null`,
   * an update in each step.
   */
  readonly gradientAccumulationSteps: number | null;
}

/** Keras' defaults: none of it is done. */
export const sharedDefaults: SharedOptions = {
  weightDecay: null,
  clipnorm: null,
  clipvalue: null,
  globalClipnorm: null,
  useEma: false,
  emaMomentum: 0.99,
  emaOverwriteFrequency: null,
  lossScaleFactor: null,
  gradientAccumulationSteps: null,
};

/** @throws ArgumentError if a value is out of its range, or gradients are to be clipped in more than one way. */
export function checkSharedOptions(owner: string, options: SharedOptions): void {
  const { weightDecay, clipnorm, clipvalue, globalClipnorm, emaMomentum } = options;
  if (weightDecay !== null) nonNegative(`${owner}: weightDecay`, weightDecay);
  const clips = Object.entries({ clipnorm, clipvalue, globalClipnorm }).filter(([, bound]) => bound !== null);
  for (const [name, bound] of clips) positive(`${owner}: ${name}`, bound as number);
  if (clips.length > 1) {
    const names = clips.map(([name]) => `'${name}'`).join(' and ');
    throw new ArgumentError(`${owner} expects one of 'clipnorm', 'clipvalue', 'globalClipnorm' (received ${names})`);
  }
  within(`${owner}: emaMomentum`, emaMomentum, 0, 1);
  const { emaOverwriteFrequency, gradientAccumulationSteps, lossScaleFactor } = options;
  if (lossScaleFactor !== null) positive(`${owner}: lossScaleFactor`, lossScaleFactor);
  if (emaOverwriteFrequency !== null) integerFrom(`${owner}: emaOverwriteFrequency`, emaOverwriteFrequency, 1);
  if (gradientAccumulationSteps !== null)
    integerFrom(`${owner}: gradientAccumulationSteps`, gradientAccumulationSteps, 2);
}

/** The numbers among the options of optimizers, which have the same bounds in all of them. */
export interface OptimizerNumbers extends NumbersFirst {
  readonly learningRate: 'a number that is 0 or more';
  readonly momentum: 'a number from 0 to 1';
  readonly beta1: 'a number from 0 to 1';
  readonly beta2: 'a number from 0 to 1';
  readonly rho: 'a number from 0 to 1';
  readonly epsilon: 'a number that is 0 or more';
  readonly weightDecay: 'a number that is 0 or more';
  readonly clipnorm: 'a number that is more than 0';
  readonly clipvalue: 'a number that is more than 0';
  readonly globalClipnorm: 'a number that is more than 0';
  readonly emaMomentum: 'a number from 0 to 1';
  readonly emaOverwriteFrequency: 'an integer from 1';
  readonly lossScaleFactor: 'a number that is more than 0';
  readonly gradientAccumulationSteps: 'an integer from 2';
}

/** The learning rate, or a function that computes it from the number of steps done. */
export type LearningRate = number | ((iteration: number) => number);

/** A tensor that an optimizer keeps for a weight. */
export interface Slot {
  /** Keras' name in camelCase: `momentum`, `averageGradient`. */
  readonly name: string;
  /** The shape of the weight by default. */
  readonly shape?: readonly number[];
  /** The value of every element before the first step, or `weight` for a copy of the weight; 0 by default. */
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

/** A moving average after one more value: `decay` times the average, and the rest to 1 times the value. */
export function decayTowards(
  average: tf.Tensor,
  value: tf.Tensor,
  decay: number,
  step: Pick<Step, 'scalar'>,
): tf.Tensor {
  return tf.add(tf.mul(average, step.scalar(decay)), tf.mul(value, step.scalar(1 - decay)));
}

/** The options of optimizers with moving averages of gradients and of their squares. */
export interface MomentOptions {
  /**
   * The decay rate of the moving average of gradients, from 0 to less than 1. The default is 0.9. (Keras' `beta_1`.)
   */
  readonly beta1?: number;
  /**
   * The decay rate of the moving average of squared gradients, from 0 to less than 1. The default is 0.999. (Keras'
   * `beta_2`.)
   */
  readonly beta2?: number;
  /** The number that is added to divisors, so that none is 0. The default is 1e-7. */
  readonly epsilon?: number;
}

/** @throws ArgumentError if an option is out of its range. */
export function checkMoments(className: string, { beta1, beta2, epsilon }: Required<MomentOptions>): void {
  within(`${className}: beta1`, beta1, 0, 1);
  within(`${className}: beta2`, beta2, 0, 1);
  nonNegative(`${className}: epsilon`, epsilon);
}
