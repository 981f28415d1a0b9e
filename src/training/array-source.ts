import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, DataError } from '../errors.js';
import { nextSeed, permutation } from '../random/random.js';
import type { Batch, BatchSource } from './batch.js';
import { gatherRows } from './gather-rows.js';

/** Data that is there as a whole: every tensor has one row for each sample. */
export interface Arrays {
  readonly inputs: readonly tf.Tensor[];
  readonly targets: readonly tf.Tensor[];
  readonly sampleWeights: readonly (tf.Tensor | undefined)[];
}

/** How {@link arraySource} cuts data. */
export interface Cut {
  readonly batchSize: number;
  readonly shuffle: boolean;
  /** The samples to take; all unless given. */
  readonly from?: number;
  readonly to?: number;
}

/** How many samples there are; throws where tensors disagree, or where there are none. */
export function countSamples(owner: string, { inputs, targets }: Arrays): number {
  const counts = [...inputs, ...targets].map(({ shape }) => shape[0] ?? 0);
  const [count = 0] = counts;
  if (counts.some((other) => other !== count)) {
    throw new DataError(
      `${owner} expects as many targets as inputs, and all of one length (received ${counts.join(', ')} samples)`,
    );
  }
  if (count === 0) throw new DataError(`${owner} expects at least one sample (received none)`);
  return count;
}

/** `batchSize`, if it is one; Keras' default unless given. */
export function checkBatchSize(owner: string, batchSize = 32): number {
  if (Number.isSafeInteger(batchSize) && batchSize > 0) return batchSize;
  throw new ArgumentError(`${owner}: batchSize expects a positive integer (received ${batchSize})`);
}

/** Batches of data that is there as a whole; the last one may be short. */
export function arraySource(owner: string, arrays: Arrays, cut: Cut, free: () => void): BatchSource {
  const { batchSize, shuffle, from = 0, to = countSamples(owner, arrays) } = cut;
  const count = to - from;
  return {
    batchCount: Math.ceil(count / batchSize),
    *batches() {
      const order = shuffle ? permutation(count, nextSeed()) : undefined;
      for (let start = 0; start < count; start += batchSize) {
        const size = Math.min(batchSize, count - start);
        const rows = order?.subarray(start, start + size).map((row) => row + from);
        yield takeRows(arrays, from + start, size, rows);
      }
    },
    dispose: free,
  };
}

function takeRows({ inputs, targets, sampleWeights }: Arrays, start: number, size: number, rows?: Int32Array): Batch {
  return tf.tidy(() => {
    const indices = rows && tf.tensor1d(rows, 'int32');
    const take = (tensor: tf.Tensor): tf.Tensor =>
      tf.keep(
        indices === undefined
          ? tf.slice(tensor, [start, ...tensor.shape.slice(1).map(() => 0)], [size, ...tensor.shape.slice(1)])
          : gatherRows(tensor, indices),
      );
    return {
      inputs: inputs.map(take),
      targets: targets.map(take),
      sampleWeights: sampleWeights.map((weight) => weight && take(weight)),
      size,
    };
  });
}
