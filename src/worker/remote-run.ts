import { openBatches as startBatches } from '../data/batch-iterator.js';
import type { BatchIterable, Dataset } from '../data/batches.js';
import type { TypedArray } from '../tensor/tensor-values.js';
import type { Callback, Training } from '../training/callback.js';
import type { RuntimeModel } from '../training/model-state.js';
import { type Link, type Parcel, plain } from './link.js';
import type { BatchAnswer, HookCall, HookResult } from './messages.js';
import { assignOptimizer, assignWeights, hasValues, memoryOf, orderedWeights, weightsData } from './model-data.js';
import { fromParcel, toParcel } from './payload.js';

/** The call of a hook, with arguments that the compiler does not know. */
type AnyHook = (...given: readonly unknown[]) => unknown;

/** A run that a worker does for a model of this thread, as far as it needs this thread. */
export interface RemoteRun {
  readonly model: RuntimeModel;
  readonly callbacks: readonly Callback[];
}

/**
 * Calls a hook that a worker asks for. It sees the model of this thread.
 *
 * @param stop stops the run when the hook has returned, for callbacks that keep what they are called with.
 */
export async function callHook(run: RemoteRun, question: HookCall, stop: () => void): Promise<Parcel<HookResult>> {
  const { model, callbacks } = run;
  if (question.weights !== null) assignWeights(model, question.weights);
  if (question.optimizer !== null) await assignOptimizer(model, question.optimizer);
  const weights = orderedWeights(model);
  const state = () => weights.map((weight) => weight.changes + (hasValues(weight) ? 0.5 : 0)).join();
  const before = state();
  let [isStopped, hasReturned, learningRate] = [false, false, question.learningRate];
  const training: Training = {
    model,
    isValidated: question.isValidated,
    get learningRate() {
      return learningRate as number;
    },
    set learningRate(value) {
      learningRate = value;
    },
    stop() {
      isStopped = true;
      if (hasReturned) stop();
    },
  };
  const received = fromParcel(question.given);
  try {
    const callback = callbacks[question.callback];
    const hook = callback?.[question.hook] as AnyHook | undefined;
    await hook?.apply(callback, [...(received.value as readonly unknown[]), training]);
  } finally {
    hasReturned = true;
    for (const tensor of received.tensors) tensor.dispose();
  }
  const changed = question.weights === null || state() === before ? null : await weightsData(model);
  const result = {
    isStopped,
    learningRate: learningRate === question.learningRate ? null : learningRate,
    weights: changed,
  };
  return { value: result, transfer: memoryOf(changed ?? []) };
}

/** Batches of this thread that workers ask for one by one. */
export class BatchSources {
  readonly #sources = new Map<number, BatchIterable | Dataset>();
  readonly #opened = new Map<number, Awaited<ReturnType<typeof startBatches>>>();
  readonly #isGivenAway: (array: TypedArray) => boolean;
  #count = 0;

  constructor(isGivenAway: (array: TypedArray) => boolean) {
    this.#isGivenAway = isGivenAway;
  }

  keep(batches: BatchIterable | Dataset): number {
    this.#sources.set(this.#count, batches);
    return this.#count++;
  }

  forget(source: number): void {
    this.#sources.delete(source);
  }

  /** What a worker may ask. */
  readonly answers = {
    openBatches: async (source: number): Promise<Parcel> => {
      const batches = this.#sources.get(source);
      if (batches === undefined) return plain(null);
      this.#opened.set(this.#count, await startBatches('fit', batches));
      return plain(this.#count++);
    },
    nextBatch: async (opened: number): Promise<Parcel<BatchAnswer>> => {
      const batch = await this.#opened.get(opened)?.next();
      if (batch === undefined) {
        this.#opened.delete(opened);
        return plain({ isDone: true });
      }
      const { value, transfer } = await toParcel(batch.value, 'a batch', { isGivenAway: this.#isGivenAway });
      return { value: { isDone: false, value }, transfer };
    },
    closeBatches: async (opened: number): Promise<Parcel> => {
      await this.#opened.get(opened)?.close();
      this.#opened.delete(opened);
      return plain(null);
    },
  };
}

/** Lets a signal abort a call that has been sent to a worker; the result ends that. */
export function forwardAbort(link: Link, call: number, signal: Signal | undefined): () => void {
  if (signal === undefined) return () => {};
  const abort = () => {
    link.ask('abort', plain({ call, failure: link.failures.keep(signal.reason) })).catch(() => {});
  };
  signal.addEventListener('abort', abort);
  return () => signal.removeEventListener('abort', abort);
}

/** The members of an `AbortSignal` that are used, also of one of another library. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}
