import type * as tf from '@tensorflow/tfjs-core';
import { integerFrom } from '../../arguments/number.js';
import { readBatches } from '../../data/adapt-data.js';
import { type Dataset, isBatchIterable } from '../../data/batches.js';
import { DataError } from '../../errors.js';
import type { AnyLayer } from '../../graph/layer.js';
import { configurationOf, learn } from '../../graph/layer-state.js';
import type { ShapedValues } from '../../tensor/read-elements.js';
import type { NestedNumbers, NestedStrings, TypedArray } from '../../tensor/tensor-values.js';
import type { DType } from '../../types/dtype.js';

/** Numbers to learn from. */
export type NumericData = tf.Tensor | TypedArray | NestedNumbers;

/** Strings to learn from. */
export type StringData = tf.Tensor | NestedStrings;

/** The same in batches, alone or in the form that `fit` takes: with targets, which say nothing here. */
export type BatchesOf<Data> = Iterable<BatchOf<Data>> | AsyncIterable<BatchOf<Data>> | Dataset;

type BatchOf<Data> = readonly [x: Data, y?: unknown, sampleWeight?: unknown] | Exclude<Data, readonly unknown[]>;

/** The options of `adapt` besides the data. */
export interface AdaptOptions {
  /** The number of batches to read. The default is all batches; it is needed for data without an end. */
  readonly steps?: number;
}

/** A layer that learns its state from data, before training. */
export interface Adaptable<Data> {
  /**
   * Learns from data what the layer needs to know of it, instead of what it has learned or been given before. A call that
   * fails leaves the layer as it was.
   *
   * @param data a tensor, a typed array or nested arrays; or an iterable of batches of them, alone or as `fit` takes them.
   * @throws DataError if there is no data, or it is not what the layer takes.
   */
  adapt(data: Data | BatchesOf<Data>, options?: AdaptOptions): Promise<void>;
}

/** The result of data, batch by batch. */
export interface Learner {
  readonly dtype: DType;
  /** @param isWhole whether it is all of the data, and not one batch of several. */
  add(batch: ShapedValues, isWhole: boolean): void;
  /** The options that the data has shown. */
  learned(): Readonly<Record<string, unknown>>;
}

/** Learns from data, and tells the layer. `begin` says how, given the layer's options. */
export async function adapt<Options>(
  adaptable: object,
  data: unknown,
  options: AdaptOptions | undefined,
  begin: (options: Options, owner: string) => Learner,
): Promise<void> {
  const layer = adaptable as AnyLayer;
  const owner = `${layer.name}.adapt`;
  const { steps } = options ?? {};
  const limit = steps === undefined ? steps : integerFrom(`${owner}: steps`, steps, 1);
  const learner = begin(configurationOf<Options>(layer), owner);
  for await (const batch of readBatches(owner, data, learner.dtype, limit)) {
    if (batch.values.length === 0) throw new DataError(`${owner} expects at least one value (received none)`);
    learner.add(batch, !isBatchIterable(data));
  }
  learn(layer, learner.learned());
}
