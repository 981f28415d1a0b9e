import * as tf from '@tensorflow/tfjs-core';
import { ownValues } from '../backends/values.js';
import { type BatchIterable, type Dataset, isBatchIterable } from '../data/batches.js';
import { ArgumentError, received } from '../errors.js';
import { asTensor } from '../tensor/tensor.js';
import { isTypedArray, type TypedArray } from '../tensor/tensor-values.js';
import type { Parcel } from './link.js';

/** The key by which what stands for something else is told from data. */
const mark = '$tupleflow';

interface SentTensor {
  readonly [mark]: 'tensor';
  values: TypedArray | readonly string[];
  readonly shape: readonly number[];
  readonly dtype: tf.DataType;
}

interface SentBatches {
  readonly [mark]: 'batches';
  readonly source: number;
  /** Whether they can be gone through only once, as those of a generator. */
  readonly isOnce: boolean;
}

/** What decides how values are sent. */
export interface Sending {
  /** Keeps batches in this thread, and gives the number by which the other one asks for them. */
  readonly keepBatches?: (batches: BatchIterable | Dataset) => number;
  /** Whether the memory of an array goes to the other thread, instead of a copy. */
  readonly isGivenAway?: (array: TypedArray) => boolean;
}

/**
 * Values for another thread: tensors and typed arrays are copied, in memory that is transferred.
 *
 * @param path the argument in errors: `fit: x`.
 * @throws ArgumentError where something is a function, or another object that has none of these forms.
 */
export async function toParcel(given: unknown, path: string, sending: Sending = {}): Promise<Parcel> {
  const transfer = new Set<ArrayBuffer>();
  const reading: Promise<void>[] = [];
  const value = sent(given, path);
  await Promise.all(reading);
  return { value, transfer: [...transfer] };

  function sent(item: unknown, at: string): unknown {
    if (item instanceof tf.Tensor) return sentTensor(item);
    if (isTypedArray(item)) return sentArray(item);
    if (Array.isArray(item)) {
      const isFlat = item.every((one) => typeof one !== 'object' && typeof one !== 'function');
      return isFlat ? item : Array.from(item, (one, index) => sent(one, `${at}.${index}`));
    }
    if (sending.keepBatches !== undefined && isBatchIterable(item)) {
      const isOnce = 'next' in item && typeof item.next === 'function';
      return { [mark]: 'batches', source: sending.keepBatches(item), isOnce } satisfies SentBatches;
    }
    if (typeof item === 'function' || typeof item === 'symbol') throw unsendable(at, item);
    if (typeof item !== 'object' || item === null) return item;
    const prototype: unknown = Object.getPrototypeOf(item);
    if (prototype !== Object.prototype && prototype !== null) throw unsendable(at, item);
    return Object.fromEntries(Object.entries(item).map(([name, one]) => [name, sent(one, `${at}.${name}`)]));
  }

  function sentTensor(tensor: tf.Tensor): SentTensor {
    const { shape, dtype } = tensor;
    const message: SentTensor = { [mark]: 'tensor', values: [], shape, dtype };
    reading.push(
      elementsOf(tensor).then((values) => {
        message.values = values;
        if (isTypedArray(values)) transfer.add(values.buffer as ArrayBuffer);
      }),
    );
    return message;
  }

  function sentArray(array: TypedArray): TypedArray {
    const own = sending.isGivenAway?.(array) ? array : array.slice();
    if (own.buffer instanceof ArrayBuffer) transfer.add(own.buffer);
    return own;
  }
}

function unsendable(at: string, given: unknown): ArgumentError {
  return new ArgumentError(
    `${at} expects numbers, tensors, typed arrays, or lists and records of them, for a model in a worker ` +
      `(received ${received(given)})`,
  );
}

/** The elements of a tensor, in memory of their own. */
async function elementsOf(tensor: tf.Tensor): Promise<TypedArray | readonly string[]> {
  if (tensor.dtype === 'float32') return ownValues(tensor);
  const values: unknown = await tensor.data();
  return isTypedArray(values) ? values.slice() : (values as readonly string[]);
}

/** What a message says, and the tensors that have been made for it. */
export interface Received {
  readonly value: unknown;
  readonly tensors: readonly tf.Tensor[];
}

/**
 * The values of a message.
 *
 * @param open makes the iterable of batches that the other thread has.
 */
export function fromParcel(value: unknown, open?: (source: number, isOnce: boolean) => unknown): Received {
  const tensors: tf.Tensor[] = [];
  return { value: read(value), tensors };

  function read(item: unknown): unknown {
    if (typeof item !== 'object' || item === null || ArrayBuffer.isView(item)) return item;
    if (Array.isArray(item)) return typeof item[0] === 'object' ? item.map(read) : item;
    const { [mark]: kind } = item as Partial<SentTensor | SentBatches>;
    if (kind === 'tensor') {
      const { values, shape, dtype } = item as SentTensor;
      const tensor: tf.Tensor = asTensor(tf.tensor(values as TypedArray, [...shape], dtype));
      tensors.push(tensor);
      return tensor;
    }
    if (kind === 'batches') {
      const { source, isOnce } = item as SentBatches;
      return open?.(source, isOnce);
    }
    return Object.fromEntries(Object.entries(item).map(([name, one]) => [name, read(one)]));
  }
}
