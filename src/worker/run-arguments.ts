import { isBatchIterable } from '../data/batches.js';
import { ArgumentError } from '../errors.js';
import { type Callback, checkCallback, type Hook } from '../training/callback.js';
import { type CallbackHooks, type Method, methods } from './messages.js';
import type { Signal } from './remote-run.js';

/** Callbacks that change the run from within, which is in the worker. */
const unsupported: readonly string[] = ['BackupAndRestore', 'SwapEMAWeights'];

/** Callbacks that read the optimizer and its state, which is sent to them. */
const readers: readonly string[] = ['ModelCheckpoint', 'TensorBoard'];

/** Options that stay in this thread. */
interface SplitOptions {
  readonly callbacks: readonly Callback[] | undefined;
  readonly signal: Signal | undefined;
}

/** The arguments of a call in their places, without those of its options that stay in this thread. */
export function argumentsOf(
  method: Method,
  given: readonly unknown[],
): { readonly args: readonly unknown[]; readonly options: SplitOptions } {
  const place = methods[method];
  const none = { callbacks: undefined, signal: undefined };
  if (place === null) return { args: given, options: none };
  const [x, y, last] = given;
  const args = place === 2 && isBatchIterable(x) && y !== undefined ? [x, undefined, y ?? last] : [...given];
  const options = args[place];
  if (typeof options !== 'object' || options === null || method.endsWith('OnBatch')) return { args, options: none };
  const { callbacks, signal, ...others } = options as Readonly<Record<string, unknown>>;
  const isList = Array.isArray(callbacks);
  if (isList)
    callbacks.forEach((callback, index) => {
      checkHere(`${method}: callbacks.${index}`, callback);
    });
  // What is neither is rejected in the worker, in the words of the model.
  args[place] = {
    ...others,
    ...(!isList && callbacks !== undefined && { callbacks }),
    ...(!isSignal(signal) && signal !== undefined && { signal }),
  };
  return {
    args,
    options: {
      callbacks: isList ? (callbacks as readonly Callback[]) : undefined,
      signal: isSignal(signal) ? signal : undefined,
    },
  };
}

function checkHere(argument: string, callback: unknown): void {
  checkCallback(argument, callback);
  const { className = '' } = callback;
  if (!unsupported.includes(className)) return;
  throw new ArgumentError(
    `${argument} expects a callback that changes neither the optimizer nor how the run begins, which are in the worker ` +
      `(received ${className}): ModelCheckpoint saves, and \`pull\` brings all here after \`fit\``,
  );
}

function isSignal(given: unknown): given is Signal {
  const { aborted, addEventListener } = (given ?? {}) as Partial<Signal>;
  return typeof aborted === 'boolean' && typeof addEventListener === 'function';
}

/** The hooks that a callback has, and whether it reads the optimizer; those of backups are not called. */
export function hooksOf(callback: Callback): CallbackHooks {
  const all: readonly Hook[] = [
    'onTrainBegin',
    'onEpochBegin',
    'onTrainBatchBegin',
    'onTrainBatchEnd',
    'onEpochEnd',
    'onTrainEnd',
    'onTestBegin',
    'onTestBatchBegin',
    'onTestBatchEnd',
    'onTestEnd',
    'onPredictBegin',
    'onPredictBatchBegin',
    'onPredictBatchEnd',
    'onPredictEnd',
  ];
  return {
    names: all.filter((hook) => callback[hook] !== undefined),
    readsOptimizer: readers.includes(callback.className ?? ''),
  };
}
