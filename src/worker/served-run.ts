import type { Callback, Hook, ModelRun, Training } from '../training/callback.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import { type Link, plain } from './link.js';
import type { BatchAnswer, Call, CallbackHooks, HookCall, HookResult } from './messages.js';
import { assignWeights, memoryOf, weightsData } from './model-data.js';
import { fromParcel, toParcel } from './payload.js';

/** The hooks in which callbacks see, and may set, the weights of the moment. */
const hooksWithWeights: readonly Hook[] = ['onTrainBegin', 'onEpochBegin', 'onEpochEnd', 'onTrainEnd'];

/** A run of a model in a worker, and what it shares with the thread that has called it. */
export class ServedRun {
  readonly #link: Link;
  readonly #model: RuntimeModel;
  readonly #call: Call;
  readonly #controller = new AbortController();
  #run: ModelRun | undefined;

  constructor(link: Link, model: RuntimeModel, call: Call) {
    this.#link = link;
    this.#model = model;
    this.#call = call;
  }

  /** The options of the run, with callbacks that call those of the other thread. */
  options(): object {
    const { hooks, isAbortable } = this.#call;
    return {
      ...(hooks !== null && { callbacks: hooks.map((callback, index) => this.#callback(callback, index)) }),
      ...(isAbortable && { signal: this.#controller.signal }),
    };
  }

  abort(reason: unknown): void {
    this.#controller.abort(reason);
  }

  /** Stops the run as a callback does. */
  stop(): void {
    this.#run?.stop();
  }

  #callback({ names, readsOptimizer }: CallbackHooks, index: number): Callback {
    const hooks = names.map(
      (name) => [name, (...given: readonly unknown[]) => this.#hook(index, name, given, readsOptimizer)] as const,
    );
    return Object.fromEntries(hooks);
  }

  async #hook(callback: number, hook: Hook, given: readonly unknown[], readsOptimizer: boolean): Promise<void> {
    // All hooks have the run as their last argument.
    const run = given.at(-1) as ModelRun & Partial<Training>;
    this.#run = run;
    const isAfterStep = readsOptimizer && hook === 'onTrainBatchEnd';
    const hasWeights = isAfterStep || hooksWithWeights.includes(hook);
    const weights = hasWeights ? await weightsData(this.#model) : null;
    const optimizer = hasWeights && readsOptimizer ? this.#model[modelState].compiled?.optimizer.export() : undefined;
    const { value, transfer } = await toParcel(given.slice(0, -1), hook);
    const question: HookCall = {
      call: this.#call.call,
      callback,
      hook,
      given: value,
      isValidated: run.isValidated ?? false,
      learningRate: run.learningRate ?? null,
      weights,
      optimizer: (await optimizer) ?? null,
    };
    const parcel = { value: question, transfer: [...transfer, ...memoryOf(weights ?? [])] };
    const result = await this.#link.ask<HookResult>('hook', parcel);
    if (result.weights !== null) assignWeights(this.#model, result.weights);
    if (result.learningRate !== null) run.learningRate = result.learningRate;
    if (result.isStopped) run.stop();
  }
}

/**
 * Batches that the other thread has: each is asked for when it is needed, so that no more than one is on its way.
 */
export function remoteBatches(link: Link, source: number, isOnce: boolean): AsyncIterable<unknown> {
  let first: AsyncIterator<unknown> | undefined;
  const open = () => openBatches(link, source);
  if (!isOnce) return { [Symbol.asyncIterator]: open };
  const once = () => {
    first ??= open();
    return first;
  };
  // A generator is its own iterator, by which a run knows that it cannot begin again.
  const generator = { [Symbol.asyncIterator]: () => generator, next: () => once().next(), return: () => end(once()) };
  return generator as AsyncIterable<unknown>;
}

async function end(iterator: AsyncIterator<unknown>): Promise<IteratorResult<unknown>> {
  return (await iterator.return?.()) ?? { done: true, value: undefined };
}

function openBatches(link: Link, source: number): AsyncIterator<unknown> {
  const opened = link.ask<number>('openBatches', plain(source));
  opened.catch(() => {});
  let free = () => {};
  return {
    async next() {
      free();
      free = () => {};
      const { isDone, value } = await link.ask<BatchAnswer>('nextBatch', plain(await opened));
      if (isDone) return { done: true, value: undefined };
      const received = fromParcel(value);
      free = () => {
        for (const tensor of received.tensors) tensor.dispose();
      };
      return { done: false, value: received.value };
    },
    async return() {
      free();
      await link.ask('closeBatches', plain(await opened));
      return { done: true, value: undefined };
    },
  };
}
