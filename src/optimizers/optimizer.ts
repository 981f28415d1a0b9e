import type * as tf from '@tensorflow/tfjs-core';
import type { Weight } from '../graph/weight.js';
import type { LearningRate, OptimizerRule } from './optimizer-rule.js';
import type { OptimizerSnapshot } from './optimizer-snapshot.js';
import type { OptimizerState } from './optimizer-state.js';

/** The key of the state of an optimizer, for the library's own use. */
export const optimizerState: unique symbol = Symbol('optimizer state');

/**
 * A rule, and the one place where its state is: how many steps it has made, the learning rate, and the slots of each weight.
 *
 * `fit`, `trainOnBatch` and {@link apply} change this state, so that an optimizer object that several models are compiled
 * with, or one model several times, continues where it is. A model that is compiled with a name has a new optimizer. The
 * slots of a model's weights are freed when the model is disposed, or compiled with another optimizer.
 */
export interface Optimizer extends OptimizerRule {
  readonly [optimizerState]: OptimizerState;

  /**
   * The learning rate, or a function that computes it from the number of steps done. It can be set, also while a model is
   * trained.
   *
   * @throws ArgumentError if it is set to anything but a number from 0.
   * @throws StateError if it is set and is a function.
   */
  get learningRate(): LearningRate;
  set learningRate(value: number);

  /** How many times weights have been updated: once a step, unless gradients are accumulated. */
  readonly iterations: number;

  /**
   * Makes a step, just as `fit` does: weights change, and are projected by their constraints. A weight whose gradient is
   * `null` does not change. The gradients still belong to the caller. If anything throws, nothing has changed.
   *
   * @param gradients those of the loss, or of {@link scaleLoss} of it where there is a `lossScaleFactor`.
   * @param weights The weights to update.
   * @throws ArgumentError if there is not one gradient of its shape for each weight, or none at all.
   *
   * @example
   * const { gradients } = valueAndGradients(() => loss.compute(digits, model(images)), model.trainableWeights);
   * optimizer.apply(gradients, model.trainableWeights);
   */
  apply(gradients: readonly (tf.Tensor | null)[], weights: readonly Weight[]): void;

  /**
   * The loss to take gradients of: multiplied by `lossScaleFactor`, if there is one.
   *
   * @param loss The loss to multiply.
   */
  scaleLoss(loss: tf.Tensor): tf.Scalar;

  /**
   * Ends training: with `useEma: true`, the moving averages replace the weights.
   *
   * @param weights The weights to set.
   */
  finalizeVariableValues(weights: readonly Weight[]): void;

  /**
   * The state as plain data, of the moment of the call: for {@link importState}, or to be written to a file.
   *
   * @example
   * const saved = await optimizer.exportState();
   * saved.slots[0]; // { weight: 'dense/kernel', name: 'momentum', shape: [784, 10], values: Float32Array(7840) }
   */
  exportState(): Promise<OptimizerSnapshot>;

  /**
   * Continues from a state that an equal optimizer has exported. Slots go to the weights of the same path, when these are
   * trained next.
   *
   * @param state The state that `exportState` has returned.
   * @throws ArgumentError if it is not such a state; then nothing has changed.
   */
  importState(state: OptimizerSnapshot): void;

  /** Frees all slots; the next step is the first one again. */
  dispose(): void;
}
