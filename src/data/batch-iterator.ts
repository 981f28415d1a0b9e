import { DataError } from '../errors.js';
import { describe } from '../tensor/tensor-values.js';
import { type BatchIterable, type Dataset, isDataset } from './batches.js';

/** Goes through the batches of an iterable or a dataset once. */
export interface BatchIterator {
  /** The next batch, or `undefined` after the last one. Ends with the signal's reason where it is aborted before. */
  next(signal?: AbortSignal): Promise<{ readonly value: unknown } | undefined>;
  /** Ends the iterable, unless it has ended. */
  close(): Promise<void>;
}

/**
 * Starts to go through the batches of an iterable or a dataset. What the iterable itself throws is thrown as it is.
 *
 * @throws DataError if the object only looks like an iterable.
 */
export async function openBatches(owner: string, data: BatchIterable | Dataset): Promise<BatchIterator> {
  const iterator: unknown = await (isDataset(data) ? data.iterator() : startIterating(owner, data));
  if (!isObject(iterator) || typeof iterator.next !== 'function') {
    throw new DataError(`${owner} expects an iterable whose iterator has next() (received ${describe(iterator)})`);
  }
  return new OpenBatches(owner, iterator as unknown as Iterator<unknown> | AsyncIterator<unknown>, isDataset(data));
}

function startIterating(owner: string, data: BatchIterable): unknown {
  const { [Symbol.asyncIterator]: startAsync, [Symbol.iterator]: start } = data as Partial<
    Record<typeof Symbol.asyncIterator | typeof Symbol.iterator, unknown>
  >;
  const begin = startAsync ?? start;
  if (typeof begin !== 'function') {
    throw new DataError(`${owner} expects an iterable (received one whose [Symbol.iterator] is ${describe(begin)})`);
  }
  return begin.call(data);
}

class OpenBatches implements BatchIterator {
  readonly #owner: string;
  readonly #iterator: Iterator<unknown> | AsyncIterator<unknown>;
  readonly #isDataset: boolean;
  #isEnded = false;
  #isPending = false;

  constructor(owner: string, iterator: Iterator<unknown> | AsyncIterator<unknown>, ofDataset: boolean) {
    this.#owner = owner;
    this.#iterator = iterator;
    this.#isDataset = ofDataset;
  }

  async next(signal?: AbortSignal): Promise<{ readonly value: unknown } | undefined> {
    signal?.throwIfAborted();
    this.#isPending = true;
    const result: unknown = await unlessAborted(this.#step(), signal);
    this.#isPending = false;
    if (!isObject(result)) {
      this.#isEnded = true;
      throw new DataError(
        `${this.#owner} expects an iterable whose next() gives { value, done } (received ${describe(result)})`,
      );
    }
    if (!result.done) return { value: this.#isDataset ? pairOf(result.value) : result.value };
    this.#isEnded = true;
    return undefined;
  }

  async close(): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    const closed = this.#iterator.return?.();
    // A generator that is waiting for something answers only after it: the run does not wait with it.
    if (this.#isPending) Promise.resolve(closed).catch(() => {});
    else await closed;
  }

  async #step(): Promise<unknown> {
    try {
      return await this.#iterator.next();
    } catch (error) {
      this.#isEnded = true;
      throw error;
    }
  }
}

/** A dataset gives records. */
function pairOf(value: unknown): unknown {
  if (!isObject(value) || !('xs' in value)) return value;
  return 'ys' in value ? [value.xs, value.ys] : [value.xs];
}

/** A promise's result, or the signal's reason if that comes first. */
async function unlessAborted<Result>(promise: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (signal === undefined) return promise;
  let stop: () => void = () => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } catch (error) {
    // What comes later has nobody to go to.
    promise.catch(() => {});
    throw error;
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
