import * as tf from '@tensorflow/tfjs-core';
import { type AnyModel, one } from '../../guide/golden-model.js';

/** A tensor in JSON: flat, in row-major order; what JSON has no number for is a string. */
export interface Numbers {
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly values: readonly (number | string)[];
}

/** A model in a file: what it computes, and its losses in the steps after it was saved. */
export interface SavedCase {
  /** The name of the file, without its ending. */
  readonly id: string;
  readonly inputs: readonly Numbers[];
  readonly outputs: readonly Numbers[];
  /** The targets of training; `null` for a model that is not compiled. */
  readonly targets: readonly Numbers[] | null;
  readonly losses: readonly number[];
  /** The layers that are frozen before training; none unless given. */
  readonly frozen?: readonly string[];
}

/** A model that could not be written. */
interface FaultyCase {
  readonly id: string;
  readonly fault: string;
}

export type FileCase = SavedCase | FaultyCase;

/** The values of a tensor in JSON. */
export function numbersOf(tensor: tf.Tensor): Numbers {
  const { shape, dtype } = tensor;
  const values = [...tensor.dataSync()].map((value) => (Number.isFinite(value) ? Number(value) : String(value)));
  return { shape, dtype, values };
}

/** The tensor of values in JSON. */
export function tensorOf({ shape, dtype, values }: Numbers): tf.Tensor {
  return tf.tensor(values.map(Number), [...shape], dtype as 'float32');
}

/** What a model computes, in its structure's order. */
export async function predictions(model: AnyModel, x: readonly tf.Tensor[]): Promise<readonly Numbers[]> {
  const outputs = [await model.predict(one(x), { batchSize: x[0]?.shape[0] })].flat();
  const numbers = outputs.map(numbersOf);
  tf.dispose(outputs);
  return numbers;
}

/** The losses of steps of training. */
export async function steps(model: AnyModel, x: readonly tf.Tensor[], y: readonly tf.Tensor[], count: number) {
  const losses: number[] = [];
  for (let step = 0; step < count; step++) {
    model.resetMetrics();
    losses.push((await model.trainOnBatch(one(x), one(y))).loss as number);
  }
  return losses;
}
