import * as tf from '@tensorflow/tfjs-core';
import { DataError } from '../errors.js';

/** One batch as an iterable gives it: inputs, targets, and weights of samples where there are any. */
export type BatchData = readonly [inputs: unknown, targets?: unknown, sampleWeight?: unknown];

/** Batches one after the other; started anew for every epoch. */
export type BatchIterable = AsyncIterable<BatchData> | Iterable<BatchData>;

/** What is used of a dataset of `@tensorflow/tfjs-data`. */
export interface Dataset {
  iterator(): Promise<{ next(): Promise<{ readonly value: unknown; readonly done: boolean }> }>;
}

/** Whether data comes batch by batch: an iterable other than an array, or a TensorFlow.js dataset. */
export function isBatchIterable(given: unknown): given is BatchIterable | Dataset {
  if (typeof given !== 'object' || given === null || Array.isArray(given) || ArrayBuffer.isView(given)) return false;
  if (given instanceof tf.Tensor) return false;
  return Symbol.asyncIterator in given || Symbol.iterator in given || isDataset(given);
}

/** The batches of an iterable or a dataset, as they come. */
export function batchItems(data: BatchIterable | Dataset): AsyncIterable<unknown> | Iterable<unknown> {
  return isDataset(data) ? datasetItems(data) : data;
}

/** A batch that has come, checked for its form. */
export function batchData(owner: string, item: unknown): BatchData {
  if (Array.isArray(item) && item.length >= 1 && item.length <= 3) return item as unknown as BatchData;
  throw new DataError(`${owner} expects batches of the form [x, y] or [x, y, sampleWeight] (received ${typeof item})`);
}

function isDataset(given: object): given is Dataset {
  return typeof (given as Partial<Dataset>).iterator === 'function';
}

async function* datasetItems(dataset: Dataset): AsyncIterable<BatchData> {
  const iterator = await dataset.iterator();
  for (let item = await iterator.next(); !item.done; item = await iterator.next()) {
    const { xs, ys } = item.value as { readonly xs: unknown; readonly ys: unknown };
    yield [xs, ys];
  }
}
