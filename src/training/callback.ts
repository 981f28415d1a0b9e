import { receivedName } from '../arguments/names.js';
import { ArgumentError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import type { Structure } from '../graph/structure.js';
import type { Tensor } from '../tensor/tensor.js';
import type { Logs } from './logs.js';

/** An evaluation or a prediction, as callbacks see it. */
export interface ModelRun {
  /** The model that is run. */
  readonly model: AnyLayer;
  /** Ends the run after this batch. */
  stop(): void;
}

/** The training that a callback watches: what it can read and change. */
export interface Training extends ModelRun {
  /** Whether there is validation data, so that logs of epochs have numbers whose names begin with `val_`. */
  readonly isValidated: boolean;
  /**
   * The learning rate of the next step. Once set, it stays until it is set again, or the model is compiled anew.
   *
   * @throws ArgumentError if it is set to what is not a number from 0.
   * @throws StateError if it is set and the optimizer's learning rate is a function.
   */
  learningRate: number;
}

/** Data that a file holds as it is: numbers of any kind, texts, typed arrays, and lists and records of them. */
export type PlainData =
  | null
  | boolean
  | number
  | string
  | Float32Array
  | Int32Array
  | Uint8Array
  | readonly PlainData[]
  | { readonly [name: string]: PlainData | undefined };

/** A hook returns nothing, or a promise that the run waits for. */
type Done = void | Promise<void>;

/**
 * Hooks that `fit`, `evaluate` and `predict` call. Every hook may be asynchronous; the run waits for it. Epochs and batches
 * count from 0.
 *
 * An error thrown by a hook ends the run, which throws it unchanged.
 *
 * Where `fit` goes through validation data, it calls the hooks of a test.
 *
 * @example
 * await model.fit(images, digits, {
 *   callbacks: [{ onEpochEnd: (epoch, logs, training) => { if (logs.loss < 0.1) training.stop(); } }],
 * });
 */
export interface Callback<in BatchLogs = Logs, in EpochLogs = BatchLogs> {
  /** Callbacks of this library say what they are. */
  readonly kind?: 'callback';
  /** The name of the class, of a callback of this library: `EarlyStopping`. */
  readonly className?: string;
  /**
   * Called where the training is backed up, between two batches or epochs; see `BackupAndRestore`.
   * @param training The training, as far as callbacks see it.
   * @returns the state of the callback, of which a training that is resumed begins: plain data.
   */
  onBackup?(training: Training): PlainData | Promise<PlainData>;
  /**
   * Called instead of `onTrainBegin` where a training is resumed, in the middle of an epoch perhaps. The model and its
   * optimizer are as they were.
   * @param state The state that `onBackup` has returned; `null` from a callback without that hook.
   * @param training The training: its model and learning rate, and `stop`.
   */
  onResume?(state: PlainData, training: Training): Done;
  /**
   * Called before the first epoch.
   * @param training The training: its model and learning rate, and `stop`.
   */
  onTrainBegin?(training: Training): Done;
  /**
   * Called before each epoch.
   * @param epoch The index of the epoch, from 0.
   * @param training The training: its model and learning rate, and `stop`.
   */
  onEpochBegin?(epoch: number, training: Training): Done;
  /**
   * Called before each step of training.
   * @param batch The index of the batch, from 0.
   * @param training The training: its model and learning rate, and `stop`.
   */
  onTrainBatchBegin?(batch: number, training: Training): Done;
  /**
   * Called after each step of training.
   * @param batch The index of the batch, from 0.
   * @param logs The loss and the metrics of the batches so far, by name.
   * @param training The training: its model and learning rate, and `stop`.
   */
  onTrainBatchEnd?(batch: number, logs: BatchLogs, training: Training): Done;
  /**
   * Called after each epoch, and its validation.
   * @param epoch The index of the epoch, from 0.
   * @param logs The loss and the metrics of the epoch, by name.
   * @param training The training: its model and learning rate, and `stop`.
   */
  onEpochEnd?(epoch: number, logs: EpochLogs, training: Training): Done;
  /**
   * Called after the last epoch.
   * @param logs The loss and the metrics of the last epoch, by name; `undefined` after no epoch.
   * @param training The training: its model and learning rate, and `stop`.
   */
  onTrainEnd?(logs: EpochLogs | undefined, training: Training): Done;
  /**
   * Called before the first batch of `evaluate`, or of validation data.
   * @param run The run: its model, and `stop`.
   */
  onTestBegin?(run: ModelRun): Done;
  /**
   * Called before each batch of `evaluate`, or of validation data.
   * @param batch The index of the batch, from 0.
   * @param run The run: its model, and `stop`.
   */
  onTestBatchBegin?(batch: number, run: ModelRun): Done;
  /**
   * Called after each batch of `evaluate`, or of validation data.
   * @param batch The index of the batch, from 0.
   * @param logs The loss and the metrics of the batches so far, by name.
   * @param run The run: its model, and `stop`.
   */
  onTestBatchEnd?(batch: number, logs: BatchLogs, run: ModelRun): Done;
  /**
   * Called after the last batch of `evaluate`, or of validation data.
   * @param logs The loss and the metrics, by name.
   * @param run The run: its model, and `stop`.
   */
  onTestEnd?(logs: BatchLogs, run: ModelRun): Done;
  /**
   * Called before the first batch of `predict`.
   * @param run The run: its model, and `stop`.
   */
  onPredictBegin?(run: ModelRun): Done;
  /**
   * Called before each batch of `predict`.
   * @param batch The index of the batch, from 0.
   * @param run The run: its model, and `stop`.
   */
  onPredictBatchBegin?(batch: number, run: ModelRun): Done;
  /**
   * Called after each batch of `predict`.
   * @param batch The index of the batch, from 0.
   * @param outputs The predictions for the batch, in the form of the model's outputs. The callback must not dispose of
   * them.
   * @param run The run: its model, and `stop`.
   */
  onPredictBatchEnd?(batch: number, outputs: Structure<Tensor>, run: ModelRun): Done;
  /**
   * Called after the last batch of `predict`.
   * @param run The run: its model, and `stop`.
   */
  onPredictEnd?(run: ModelRun): Done;
}

/** A run, and whether a callback has stopped it. */
export interface Stoppable {
  readonly isStopped: boolean;
}

/** Lets callbacks end the run of a model. */
export function createRun(model: AnyLayer): ModelRun & Stoppable {
  let isStopped = false;
  return {
    model,
    get isStopped() {
      return isStopped;
    },
    stop() {
      isStopped = true;
    },
  };
}

/** The name of a hook. */
export type Hook = Exclude<keyof Callback, 'kind' | 'className'>;

/** Every hook once; one that is forgotten does not compile. */
const hooks: Readonly<Record<Hook, true>> = {
  onBackup: true,
  onResume: true,
  onTrainBegin: true,
  onEpochBegin: true,
  onTrainBatchBegin: true,
  onTrainBatchEnd: true,
  onEpochEnd: true,
  onTrainEnd: true,
  onTestBegin: true,
  onTestBatchBegin: true,
  onTestBatchEnd: true,
  onTestEnd: true,
  onPredictBegin: true,
  onPredictBatchBegin: true,
  onPredictBatchEnd: true,
  onPredictEnd: true,
};

/** The names of all hooks. */
const hookNames: readonly Hook[] = Object.keys(hooks) as Hook[];

/**
 * Checks that something is a callback: its hooks are functions, and what is named like a hook is one.
 *
 * @throws ArgumentError naming the member that is wrong.
 */
export function checkCallback(argument: string, given: unknown): asserts given is Callback {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    const example = 'an object with hooks, such as { onEpochEnd: (epoch, logs) => {} }';
    throw new ArgumentError(`${argument} expects a callback, ${example} (received ${received(given)})`);
  }
  for (const name of memberNames(given)) {
    if (!/^on[A-Z]/.test(name)) continue;
    const member: unknown = (given as Readonly<Record<string, unknown>>)[name];
    if (member === undefined) continue;
    if (!Object.hasOwn(hooks, name)) {
      const choices = hookNames.map((hook) => `'${hook}'`).join(', ');
      throw new ArgumentError(`${argument} expects hooks ${choices} (received ${receivedName(name, hookNames)})`);
    }
    if (typeof member !== 'function') {
      throw new ArgumentError(`${argument}: ${name} expects a function (received ${received(member)})`);
    }
  }
}

/** The names of an object's members, those of its class included. */
function memberNames(given: object): readonly string[] {
  const names = new Set<string>();
  for (let part = given; part !== null && part !== Object.prototype; part = Object.getPrototypeOf(part)) {
    for (const name of Object.getOwnPropertyNames(part)) names.add(name);
  }
  return [...names];
}

/** A callback of this library: frozen, with what it is. */
export function ownCallback<Members extends object, const ClassName extends string>(
  className: ClassName,
  members: Members,
): Readonly<Members & { readonly kind: 'callback'; readonly className: ClassName }> {
  const described = Object.defineProperties({}, Object.getOwnPropertyDescriptors(members));
  return Object.freeze(Object.assign(described as Members, { kind: 'callback' as const, className }));
}

/** Whether a callback writes to the console when it does something: 1 for yes, 0 for no. */
export type CallbackVerbosity = 0 | 1;

/** Writes to the console what a callback does in an epoch, counted from 0, if it is to. */
export function announcer(owner: string, verbose: CallbackVerbosity): (epoch: number, text: string) => void {
  if (verbose !== 0 && verbose !== 1) {
    throw new ArgumentError(`${owner}: verbose expects 0 or 1 (received ${received(verbose)})`);
  }
  return verbose === 1 ? (epoch, text) => console.log(`Epoch ${epoch + 1}: ${owner} ${text}`) : () => {};
}

/**
 * A callback of functions, whose names are checked. Where the compiler does that, the object alone is a callback as well.
 *
 * @param given The functions to call, by the names of the members of a callback.
 * @throws ArgumentError if there is no such hook, or what is given for one is not a function.
 *
 * @example
 * const show = LambdaCallback({ onTrainBatchEnd: (batch, { loss }) => console.log(batch, loss) });
 * await model.fit(images, digits, { callbacks: [show] });
 */
export function LambdaCallback(given: Callback): Callback {
  if (typeof given !== 'object' || given === null) {
    throw new ArgumentError(`LambdaCallback expects an object with hooks (received ${received(given)})`);
  }
  for (const [name, member] of Object.entries(given)) {
    if (!Object.hasOwn(hooks, name)) {
      const choices = hookNames.map((hook) => `'${hook}'`).join(', ');
      throw new ArgumentError(`LambdaCallback expects hooks ${choices} (received ${receivedName(name, hookNames)})`);
    }
    if (member !== undefined && typeof member !== 'function') {
      throw new ArgumentError(`LambdaCallback: ${name} expects a function (received ${received(member)})`);
    }
  }
  return ownCallback('LambdaCallback', { ...given });
}
