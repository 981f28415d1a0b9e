import * as tf from '@tensorflow/tfjs-core';
import { type AnyLayer, clearSession, optimizers } from 'tupleflow';
import { camelCase, type GoldenModel } from './golden-guide.js';
import * as builders from './models.js';
import { type DataKind, dataValues, weightValues } from './numbers.js';

/** A model of any shape: what these tests use of it. */
export interface AnyModel extends AnyLayer {
  readonly inputs: unknown;
  readonly outputs: unknown;
  readonly outputNames: readonly string[];
  compile(options: unknown): void;
  fit(x: unknown, y: unknown, options: unknown): Promise<{ readonly history: Record<string, readonly number[]> }>;
  evaluate(x: unknown, y: unknown, options: unknown): Promise<Record<string, number>>;
  predict(x: unknown, options?: unknown): Promise<tf.Tensor | tf.Tensor[]>;
  trainOnBatch(x: unknown, y: unknown): Promise<Record<string, number>>;
  resetMetrics(): void;
}

interface Sized {
  readonly shape: readonly (number | null)[];
  readonly dtype: 'float32' | 'int32';
}

/** The model of a golden case. */
export const build = ({ builder, args }: { readonly builder: string; readonly args: builders.Sizes }): AnyModel => {
  clearSession();
  return (builders as unknown as Record<string, (sizes: builders.Sizes) => AnyModel>)[builder]?.(args) as AnyModel;
};

/** One tensor or several as a list. */
export const listOf = (tensors: unknown): readonly Sized[] => [tensors].flat() as Sized[];

/** Gives a model the weights that the golden file was made with. */
export const fillWeights = (model: AnyModel) =>
  model.setWeights(model.weights.map(({ name, shape }, key) => weightValues(name, shape, key)));

/** Data for tensors of a model: inputs have keys from 1000, targets from 2000. */
export const makeData = (tensors: unknown, kinds: readonly DataKind[], batch: number, key: number): tf.Tensor[] =>
  listOf(tensors).map(({ shape, dtype }, index) => {
    const sizes = [batch, ...shape.slice(1)] as number[];
    return tf.tensor(dataValues(kinds[index] as DataKind, sizes, key + index), sizes, dtype);
  });

/** The only item itself, several as a list. */
export const one = <Item>(items: readonly Item[]): Item | readonly Item[] =>
  items.length === 1 ? (items[0] as Item) : items;

/** The optimizer of a golden training. */
export const optimizerOf = (
  name: string,
  { learning_rate, momentum }: { learning_rate?: number; momentum?: number },
) => {
  const options = {
    ...(learning_rate === undefined ? {} : { learningRate: learning_rate }),
    ...(momentum === undefined ? {} : { momentum }),
  };
  return (optimizers as unknown as Record<string, (options: object) => unknown>)[name]?.(options);
};

/** What a golden model is compiled with. */
export const compileOptions = (golden: { readonly compile: GoldenModel['compile'] }) => ({
  loss: camelCase(golden.compile.loss),
  lossWeights: golden.compile.loss_weights,
  metrics: camelCase(golden.compile.metrics),
});
