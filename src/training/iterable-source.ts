import { type BatchData, type BatchIterable, batchData, batchItems, type Dataset } from '../data/batch-iterable.js';
import { DataError } from '../errors.js';
import type { Batch, BatchSource } from './batch.js';

/** Makes tensors of a batch; its tensors belong to the caller. */
export type ReadBatch = (data: BatchData) => Promise<Batch>;

/** Batches of an iterable. A generator object can be gone through once: it serves one epoch. */
export function iterableSource(owner: string, data: BatchIterable | Dataset, read: ReadBatch): BatchSource {
  return {
    batchCount: null,
    async *batches() {
      let count = 0;
      for await (const item of batchItems(data)) {
        count++;
        yield await read(batchData(owner, item));
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
