import type * as tf from '@tensorflow/tfjs-core';

/** The number that keeps logarithms and quotients finite: probabilities are at least this far from 0 and 1. */
export const epsilon = 1e-7;

/**
 * How the losses of a batch become one number.
 *
 * - `sumOverBatchSize`, `mean`: their sum, divided by how many there are.
 * - `meanWithSampleWeight`: their weighted sum, divided by the sum of the weights.
 * - `sum`: their sum.
 * - `none`: they stay as they are.
 */
export type Reduction = 'sumOverBatchSize' | 'sum' | 'mean' | 'meanWithSampleWeight' | 'none';

/**
 * The targets that predictions are compared with: tensors of the same shape, class indices with one axis less, lists of
 * class indices of any length, or whatever a user's own function takes.
 */
export type TargetKind = 'sameShape' | 'classIndices' | 'labelSequences' | 'any';

/** Further tensors of a prediction. */
export interface LossContext {
  /** The logits from which the last layer computed the prediction. The default is none. */
  readonly logits?: tf.Tensor;
  /**
   * The activation by which the last layer computed the prediction from the logits. The default is the one whose logits
   * the loss uses.
   */
  readonly activation?: LogitsActivation;
}

/** The activations whose input is more exact than their output. */
export type LogitsActivation = 'softmax' | 'sigmoid';

/** The options that every loss takes. */
export interface LossOptions<Name extends string = string> {
  /** How the losses of a batch are reduced to a number; `null` is `none`. The default is `sumOverBatchSize`. */
  readonly reduction?: Reduction | null;
  /** The name in logs. The default is the name of the class in camelCase. */
  readonly name?: Name;
}

/** A number for every sample, and how these are reduced to one. */
export interface LossRule<out Name extends string = string, out Kind extends TargetKind = TargetKind> {
  readonly kind: 'loss';
  /** Keras' name for the class: `CategoricalCrossentropy`. */
  readonly className: string;
  readonly name: Name;
  /** All options, which make an equal loss when they are given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly reduction: Reduction;
  readonly targetKind: Kind;

  /**
   * The unreduced losses: one for each sample, or each of its positions, the last axis reduced.
   *
   * @param target The targets.
   * @param prediction The predictions.
   * @param context The logits of the prediction, where they are known.
   */
  losses(target: tf.Tensor, prediction: tf.Tensor, context?: LossContext): tf.Tensor;

  /**
   * Which of these losses count at all (1 or 0, of their shape), if not all do.
   *
   * @param target The targets.
   * @param prediction The predictions.
   * @param losses The losses, unreduced.
   */
  mask?(target: tf.Tensor, prediction: tf.Tensor, losses: tf.Tensor): tf.Tensor | undefined;

  /**
   * Checks targets before they become a tensor.
   *
   * @param values The values of the targets, in row-major order; or a function that reads them, which is called only by a
   *   loss that does not take any number; or `null`, if only the shape can be checked.
   * @param targetShape The shape of the targets.
   * @param predictionShape The shape of the predictions; `null` is an unknown size.
   * @param argument the name of the targets in the message: `y`, `validationData`.
   * @throws DataError if they are not what the loss compares predictions with.
   */
  checkTargets?(
    values: TargetValues | (() => TargetValues) | null,
    targetShape: readonly number[],
    predictionShape: PredictionShape,
    argument: string,
  ): void;
}

/** The number that training minimizes. */
export interface Loss<out Name extends string = string, out Kind extends TargetKind = TargetKind>
  extends LossRule<Name, Kind> {
  /**
   * The loss by hand, reduced: one number, unless the reduction is `none`. If the predictions are the output of a
   * layer, it goes by their mask, and by the logits behind a softmax or sigmoid, as training does.
   *
   * A loss that does not take any number, such as one of class indices, reads the targets, to check them, but not in a step
   * whose gradients are computed.
   *
   * @param yTrue The targets.
   * @param yPred The predictions.
   * @param sampleWeight a weight for each sample, or each of its positions.
   * @throws DataError if targets are not what the loss compares predictions with, or there are not as many weights.
   *
   * @example
   * const loss = losses.SparseCategoricalCrossentropy();
   * const value = loss.compute(digits, model(images));
   */
  compute(yTrue: tf.Tensor, yPred: tf.Tensor, sampleWeight?: tf.Tensor): tf.Tensor;
}

/** Targets in the host's memory. */
export type TargetValues = Float32Array | Int32Array | Uint8Array;

/** The shape of predictions, `null` where it varies. */
export type PredictionShape = readonly (number | null)[];

/** A loss of the user's own: takes targets and predictions, returns a loss for each sample, or one for all. */
export type LossFunction = (target: tf.Tensor, prediction: tf.Tensor) => tf.Tensor;
