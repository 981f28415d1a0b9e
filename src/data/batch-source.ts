import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, DataError } from '../errors.js';
import { permutation } from '../random/random.js';
import { openBatches } from './batch-iterator.js';
import { type BatchData, type BatchIterable, batchData, type Dataset } from './batches.js';
import type { Arrays, Batch } from './read-data.js';

/** One way through data, batch by batch. The tensors of a batch belong to whoever asked for it. */
export interface Pass {
  next(signal?: AbortSignal): Promise<Batch | undefined>;
  close(): Promise<void>;
}

/** Where batches come from. */
export interface BatchSource {
  /** How many batches there are, if that is known before the last one. */
  readonly batchCount: number | null;
  open(): Promise<Pass>;
  /** Whether it can be gone through again: a generator can not. */
  readonly restarts: boolean;
  /** Frees what has been made of the data; what was given is left alone. */
  dispose(): void;
}

/** How data that is there as a whole is cut into batches. */
export interface Cut {
  readonly batchSize: number;
  /** The seed of the order of the samples, for each time; `null` where they stay in their order. */
  readonly shuffle: (() => number) | null;
  readonly from: number;
  readonly to: number;
}

/**
 * The size of batches, as in Keras: what is given; else, where the number of steps is given, as large as it takes for that many;
 * else 32. A model whose inputs have a fixed batch size takes just that.
 *
 * @throws ArgumentError if it is not a positive integer, or not that of the model; DataError if the last batch would be short.
 */
export function batchSizeFor(
  argument: string,
  given: number | undefined,
  {
    samples,
    steps,
    fixed,
  }: { readonly samples: number; readonly steps?: number | undefined; readonly fixed: number | null },
): number {
  const byDefault = steps === undefined ? 32 : Math.ceil(samples / steps);
  if (fixed === null) return given ?? byDefault;
  if (given !== undefined && given !== fixed) {
    throw new ArgumentError(`${argument} expects ${fixed}, the batch size of the model's inputs (received ${given})`);
  }
  if (samples % fixed === 0) return fixed;
  throw new DataError(
    `${argument.split(':')[0]} expects a multiple of ${fixed} samples, the batch size of the model's inputs (received ${samples})`,
  );
}

/** Batches of data that is there as a whole; the last one may be short. */
export function arraySource(arrays: Arrays, { batchSize, shuffle, from, to }: Cut, dispose: () => void): BatchSource {
  const count = to - from;
  return {
    batchCount: Math.ceil(count / batchSize),
    restarts: true,
    dispose,
    open() {
      const order = shuffle && permutation(count, shuffle());
      let start = 0;
      return Promise.resolve({
        next(signal?: AbortSignal) {
          signal?.throwIfAborted();
          if (start >= count) return Promise.resolve(undefined);
          const size = Math.min(batchSize, count - start);
          const rows = order?.subarray(start, start + size).map((row) => row + from);
          const batch = takeRows(arrays, from + start, size, rows);
          start += size;
          return Promise.resolve(batch);
        },
        close: () => Promise.resolve(),
      });
    },
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
      targets: targets.map((target) => target && take(target)),
      sampleWeights: sampleWeights.map((weight) => weight && take(weight)),
      size,
    };
  });
}

/** The rows of a tensor that indices say. Not all backends can gather strings, which no device holds anyway. */
function gatherRows(tensor: tf.Tensor, indices: tf.Tensor1D): tf.Tensor {
  if (tensor.dtype !== 'string') return tf.gather(tensor, indices);
  const strings = tensor.dataSync<'string'>();
  const [rows = 0, ...sample] = tensor.shape;
  const size = tensor.size / rows;
  const gathered = Array.from(indices.dataSync()).flatMap((row) => strings.slice(row * size, (row + 1) * size));
  return tf.tensor(gathered, [indices.size, ...sample], 'string');
}

/** Makes tensors of a batch; its tensors belong to the caller. */
export type ReadBatch = (data: BatchData) => Promise<Batch>;

/**
 * Batches of an iterable. A generator object can be gone through once.
 *
 * @param form checks the structure of each batch: `[x, y]` or `[x, y, sampleWeight]` by default.
 */
export function iterableSource(
  owner: string,
  data: BatchIterable | Dataset,
  read: ReadBatch,
  form: (item: unknown) => BatchData = (item) => batchData(owner, item),
): BatchSource {
  const isGenerator = 'next' in data && typeof data.next === 'function';
  return {
    batchCount: null,
    restarts: !isGenerator,
    dispose: () => {},
    async open() {
      const batches = await openBatches(owner, data);
      return {
        async next(signal) {
          const item = await batches.next(signal);
          return item && read(form(item.value));
        },
        close: () => batches.close(),
      };
    },
  };
}
