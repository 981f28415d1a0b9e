import * as tf from '@tensorflow/tfjs-core';
import { DataError } from '../errors.js';
import type { Batch, BatchSource } from './batch.js';

/** One batch as an iterable gives it: inputs, targets, and weights of samples where there are any. */
export type BatchData = readonly [inputs: unknown, targets?: unknown, sampleWeight?: unknown];

/** Batches one after the other; started anew for every epoch. */
export type BatchIterable = AsyncIterable<BatchData> | Iterable<BatchData>;

/** Makes tensors of a batch; its tensors belong to the caller. */
export type ReadBatch = (data: BatchData) => Promise<Batch>;

/** Whether data comes batch by batch: an iterable other than an array, or a TensorFlow.js dataset. */
export function isBatchIterable(given: unknown): given is BatchIterable {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || ArrayBuffer.isView(given)) return false;
  if (given instanceof tf.Tensor) return false;
  return Symbol.asyncIterator in given || Symbol.iterator in given || isDataset(given);
}

/** What is used of a dataset of `@tensorflow/tfjs-data`. */
interface Dataset {
  iterator(): Promise<{ next(): Promise<{ readonly value: unknown; readonly done: boolean }> }>;
}

function isDataset(given: object): given is Dataset {
  return typeof (given as Partial<Dataset>).iterator === 'function';
}

/** Batches of an iterable. A generator object can be gone through once: it serves one epoch. */
export function iterableSource(owner: string, data: BatchIterable | Dataset, read: ReadBatch): BatchSource {
  return {
    batchCount: null,
    async *batches() {
      let count = 0;
      for await (const item of isDataset(data) ? datasetItems(data) : data) {
        count++;
        yield await read(toBatchData(owner, item));
      }
      if (count === 0) {
        throw new DataError(
          `${owner} expects batches in every epoch (received none; a generator can be gone through once: give an object ` +
            'whose [Symbol.iterator] starts anew)',
        );
      }
    },
    dispose: () => {},
  };
}

async function* datasetItems(dataset: Dataset): AsyncIterable<BatchData> {
  const iterator = await dataset.iterator();
  for (let item = await iterator.next(); !item.done; item = await iterator.next()) {
    const { xs, ys } = item.value as { readonly xs: unknown; readonly ys: unknown };
    yield [xs, ys];
  }
}

function toBatchData(owner: string, item: unknown): BatchData {
  if (Array.isArray(item) && item.length >= 1 && item.length <= 3) return item as unknown as BatchData;
  throw new DataError(`${owner} expects batches of the form [x, y] or [x, y, sampleWeight] (received ${typeof item})`);
}
