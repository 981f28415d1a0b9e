import * as tf from '@tensorflow/tfjs-core';
import { DataError } from '../errors.js';
import { checkElements, readElements, type ShapedValues } from '../tensor/read-elements.js';
import { describe, isTypedArray, rejectForm } from '../tensor/tensor-values.js';
import type { DType } from '../types/dtype.js';
import { openBatches } from './batch-iterator.js';
import { batchData, isBatchIterable } from './batches.js';

/** Data that comes as a whole, read from wherever it is: a tensor, a typed array or nested arrays. */
async function readValues(argument: string, given: unknown, dtype: DType): Promise<ShapedValues> {
  if (given instanceof tf.Tensor) {
    if (given.isDisposed) rejectForm(argument, 'a tensor', 'one that is disposed');
    if ((given.dtype === 'string') !== (dtype === 'string')) {
      rejectForm(argument, `${dtype} elements`, given.dtype);
    }
    return checked(argument, { shape: given.shape, values: await given.data() }, dtype);
  }
  if (!Array.isArray(given) && !isTypedArray(given)) {
    return rejectForm(argument, 'a tensor, a typed array or nested arrays', describe(given));
  }
  return checked(argument, readElements(argument, given, dtype), dtype);
}

function checked(argument: string, read: ShapedValues, dtype: DType): ShapedValues {
  if (dtype === 'int32') checkElements(argument, read, dtype);
  return read;
}

/**
 * Data batch by batch, as it comes from an iterable: each a tensor or a typed array, or as `fit` takes it, `[x]`, `[x, y]` or
 * `[x, y, sampleWeight]`. Data that comes as a whole is one batch.
 *
 * @param limit the number of batches to read, for data without an end.
 * @throws DataError if there is no batch.
 */
export async function* readBatches(
  owner: string,
  data: unknown,
  dtype: DType,
  limit: number = Number.POSITIVE_INFINITY,
): AsyncIterable<ShapedValues> {
  if (!isBatchIterable(data)) {
    yield await readValues(`${owner}: data`, data, dtype);
    return;
  }
  const batches = await openBatches(`${owner}: data`, data);
  try {
    let count = 0;
    for (let item = await batches.next(); item !== undefined; item = await batches.next()) {
      const { value } = item;
      const isAlone = value instanceof tf.Tensor || ArrayBuffer.isView(value);
      yield await readValues(`${owner}: data`, isAlone ? value : batchData(owner, value)[0], dtype);
      count++;
      if (count >= limit) return;
    }
    if (count === 0) throw new DataError(`${owner} expects at least one batch (received none)`);
  } finally {
    await batches.close();
  }
}
