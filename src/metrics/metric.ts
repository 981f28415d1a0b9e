import * as tf from '@tensorflow/tfjs-core';
import type { PredictionShape } from '../losses/loss.js';
import { asTensor, ownCopy, type Tensor } from '../tensor/tensor.js';

/** Which of the values in a batch a metric counts. */
export interface UpdateContext {
  /** A weight for each sample, or for each of its positions. */
  readonly sampleWeight?: tf.Tensor | undefined;
  /** The mask of the predictions: 0 or `false` at positions that a layer has masked. */
  readonly mask?: tf.Tensor | undefined;
}

/**
 * A number that is watched over an epoch: exact over all samples seen, not a mean of batches' means.
 *
 * It has no state: states are lists of tensors that belong to the caller, and go from call to call.
 */
export interface MetricRule<out Name extends string = string> {
  readonly kind: 'metric';
  /** Keras' name for the class: `BinaryAccuracy`. */
  readonly className: string;
  /** The key in logs. */
  readonly name: Name;
  /** All options, which make an equal metric when they are given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;

  /** The state before the first batch. */
  initial(): readonly tf.Tensor[];

  /**
   * The state after one more batch.
   *
   * @param state The state before the batch.
   * @param target The targets of the batch.
   * @param prediction The predictions for the batch.
   * @param context The weights of the samples, and the mask of the predictions.
   */
  update(
    state: readonly tf.Tensor[],
    target: tf.Tensor,
    prediction: tf.Tensor,
    context?: UpdateContext,
  ): readonly tf.Tensor[];

  /**
   * The metric of all batches of a state.
   *
   * @param state The state after the last batch.
   */
  result(state: readonly tf.Tensor[]): tf.Tensor;

  /**
   * Whether the result is several numbers for predictions of this shape, one for each threshold or class. The default is `false`.
   *
   * @param predictionShape The shape of the predictions; `null` is an unknown size.
   */
  isSeveral?(predictionShape: PredictionShape): boolean;
}

/**
 * A rule, and a state for training loops of one's own: {@link updateState}, {@link result}, {@link resetState}. A model that is
 * compiled with it has a state of its own.
 *
 * @example
 * const accuracy = metrics.SparseCategoricalAccuracy();
 * accuracy.updateState(digits, probabilities);
 * using share = accuracy.result();
 * console.log(await share.data());
 */
export interface Metric<out Name extends string = string> extends MetricRule<Name> {
  /**
   * Updates the state with a batch. If the predictions are the output of a layer, masked positions do not count
   * in means, as in `fit`.
   *
   * @param yTrue The targets.
   * @param yPred The predictions.
   * @param sampleWeight A weight for each sample, or each of its positions. The default is 1.
   * @throws DataError if there are not as many targets as predictions.
   */
  updateState(yTrue: tf.Tensor, yPred: tf.Tensor, sampleWeight?: tf.Tensor): void;

  /**
   * The metric of all batches since {@link resetState}, or of a state. The tensor belongs to the caller.
   *
   * @param state The state to compute the result of. The default is that of the metric itself.
   */
  result(state?: readonly tf.Tensor[]): Tensor;

  /** Resets and frees the state. */
  resetState(): void;
}

/** The options that every metric takes. */
export interface MetricOptions<Name extends string = string> {
  /** The name in logs. The default is the name of the class in camelCase. */
  readonly name?: Name;
}

/** A metric of the user's own: takes targets and predictions, returns a value for each sample, or one for all. */
export type MetricFunction = (target: tf.Tensor, prediction: tf.Tensor) => tf.Tensor;

/** The functions of a metric that its state depends on. */
interface Stateful {
  initial(): readonly tf.Tensor[];
  result(state: readonly tf.Tensor[]): tf.Tensor;
}

/** The state of a metric, whose tensors it owns. */
export class MetricMemory {
  readonly #metric: Stateful;
  #state: readonly tf.Tensor[] | undefined;

  constructor(metric: Stateful) {
    this.#metric = metric;
  }

  /** Replaces the state by the next one; it does not change where something throws. */
  update(next: (state: readonly tf.Tensor[]) => readonly tf.Tensor[]): void {
    const state = tf.tidy(() => next(this.#state ?? this.#metric.initial()).map(ownCopy));
    this.clear();
    this.#state = state;
  }

  /** The tensors of the state, which stay its own; `undefined` before the first batch. */
  get state(): readonly tf.Tensor[] | undefined {
    return this.#state;
  }

  /** The metric of the state; the tensor belongs to the caller. */
  result(): Tensor {
    return asTensor(tf.tidy(() => tf.clone(this.#metric.result(this.#state ?? this.#metric.initial()))));
  }

  /** Resets and frees the state. */
  clear(): void {
    tf.dispose([...(this.#state ?? [])]);
    this.#state = undefined;
  }
}
