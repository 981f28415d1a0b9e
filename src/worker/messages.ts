import type { BackendName, WasmBinaries } from '../backends/backend.js';
import type { OptimizerSnapshot } from '../optimizers/optimizer-snapshot.js';
import type { RandomState } from '../random/random.js';
import type { Hook } from '../training/callback.js';
import type { Failure } from './failure.js';
import type { WeightsData } from './model-data.js';

/** The methods that a model has in a worker, with the place of their options. */
export const methods = {
  fit: 2,
  evaluate: 2,
  predict: 1,
  trainOnBatch: 2,
  testOnBatch: 2,
  predictOnBatch: null,
} as const;

export type Method = keyof typeof methods;

/** How a worker starts. */
export interface Start {
  readonly classes: string | null;
  readonly backend: BackendName | null;
  readonly binaries: WasmBinaries | null;
  /** The width of the terminal that the program writes to; `null` where it is none. */
  readonly columns: number | null;
}

/** The hooks that a callback has. */
export interface CallbackHooks {
  readonly names: readonly Hook[];
  /** Whether the state of the optimizer is sent with the weights: the callback saves the model, or logs the number of steps. */
  readonly readsOptimizer: boolean;
}

/** A call of a method of a model. */
export interface Call {
  readonly model: number;
  readonly call: number;
  readonly method: Method;
  readonly given: unknown;
  /** The state of the random generator of the thread that calls, from which the run draws as it would there. */
  readonly random: RandomState['common'];
  /** The hooks of each callback; none where no callbacks are given. */
  readonly hooks: readonly CallbackHooks[] | null;
  readonly isAbortable: boolean;
  /** Why the run is aborted before it begins; `null` where it is not. */
  readonly aborted: Failure | null;
}

/** The result of a call, and the state of the random generator after it. */
export interface CallResult {
  readonly result: unknown;
  readonly random: RandomState['common'];
}

/** A call of a hook of a callback in the thread that has it. */
export interface HookCall {
  readonly call: number;
  readonly callback: number;
  readonly hook: Hook;
  readonly given: unknown;
  readonly isValidated: boolean;
  /** The learning rate; `null` where the run is no training. */
  readonly learningRate: number | null;
  /** The weights of the moment, in hooks of epochs. */
  readonly weights: WeightsData | null;
  /** The state of the optimizer, for callbacks that read it. */
  readonly optimizer: OptimizerSnapshot | null;
}

/** What a hook has done to the run. */
export interface HookResult {
  readonly isStopped: boolean;
  readonly learningRate: number | null;
  /** The weights, where the hook has set some. */
  readonly weights: WeightsData | null;
}

/** A number for each part of a batch, or the end. */
export interface BatchAnswer {
  readonly isDone: boolean;
  readonly value?: unknown;
}
