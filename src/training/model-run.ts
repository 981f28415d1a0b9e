import { readyForModels } from '../backends/backend.js';
import { StateError } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals, trainableWeightsOf, withInnerLayers } from '../graph/layer-state.js';
import type { StateUpdates } from '../graph/state-updates.js';
import { type SeedStream, seedStream } from '../random/random.js';
import { prepareRecordings } from '../recording/load-recorder.js';
import { type CompiledState, modelState, type RuntimeModel } from './model-state.js';
import { use } from './ownership.js';
import { RunUpdates, StateCopy } from './state-copy.js';

/** Whether a call of a hook of the training that is under way, and with it its promise, has not ended. */
function isInCallback(model: RuntimeModel): boolean {
  const { training, hooks } = model[modelState];
  return training !== undefined && hooks > 0;
}

/**
 * Throws where a model is being trained, unless the call is made in a callback of that training.
 *
 * @throws StateError that says what to do.
 */
export function requireNoTraining(model: RuntimeModel, owner: string): void {
  const { training } = model[modelState];
  if (training === undefined || isInCallback(model)) return;
  throw new StateError(
    `${owner} expects ${training} to have ended: await it first, or call this in one of its callbacks`,
  );
}

/**
 * Trains a model: one run at a time. All that is random in it, initial weights included, follows from one seed that is drawn
 * when it is called.
 *
 * @param isStep whether it is one step, which callbacks may make.
 */
export async function training<Result>(
  model: RuntimeModel,
  owner: string,
  isStep: boolean,
  action: (seeds: SeedStream) => Promise<Result>,
): Promise<Result> {
  use(model, owner);
  const state = model[modelState];
  const isInner = isStep && isInCallback(model);
  if (state.training !== undefined && !isInner) {
    throw new StateError(`${owner} expects ${state.training} to have ended: await it first`);
  }
  if (!isInner) state.training = owner;
  const seeds = seedStream();
  try {
    await readyForModels();
    await prepareRecordings();
    return await action(seeds);
  } finally {
    if (!isInner) {
      state.training = undefined;
      // A callback that was to put the weights back may not have been called.
      if (!state.isDisposed) hideAverages(model);
    }
  }
}

function hideAverages(model: RuntimeModel): void {
  model[modelState].compiled?.optimizer.showAverages(false, trainableWeightsOf(model));
}

/**
 * Runs a hook of the training that is under way.
 *
 * @throws StateError if it has disposed the model.
 */
export async function withinHook<Result>(
  model: RuntimeModel,
  owner: string,
  hook: () => Promise<Result>,
): Promise<Result> {
  const state = model[modelState];
  state.hooks++;
  try {
    const result = await hook();
    use(model, owner);
    return result;
  } finally {
    state.hooks--;
  }
}

/** Applies a call of `compile` in a callback. */
export function applyCompiled(model: RuntimeModel): void {
  const state = model[modelState];
  if (state.next === undefined) return;
  setCompiled(model, state.next);
  state.next = undefined;
}

/** Compiles a model, and frees the slots of the optimizer that it was compiled with, unless it is the same. */
export function setCompiled(model: RuntimeModel, compiled: CompiledState): void {
  const state = model[modelState];
  if (state.compiled?.optimizer !== compiled.optimizer) state.compiled?.optimizer.release(state.graph);
  state.compiled = compiled;
}

/** A run that reads a model: an evaluation, or predictions. */
export interface Reading {
  readonly seeds: SeedStream;
  /** The state that the run reads and changes: its own. */
  readonly updates: StateUpdates;
  /** Reads the weights as they are now, for callbacks may have changed them. */
  refresh(): void;
}

/**
 * Runs something that reads a model, at any time, also several at once: each sees the weights of the moment of its call, and
 * changes the states of stateful layers when it has ended. Runs of a model with such layers come one after the other.
 *
 * @param isPart whether it is a part of the training that is under way.
 */
export async function reading<Result>(
  model: RuntimeModel,
  owner: string,
  isPart: boolean,
  action: (run: Reading) => Promise<Result>,
): Promise<Result> {
  use(model, owner);
  const state = model[modelState];
  const seeds = seedStream();
  const isQueued = isStateful(model) && state.training === undefined && !state.isReading;
  const copy = new StateCopy(model);
  if (!isQueued) copy.take();
  const run = async (): Promise<Result> => {
    if (isQueued) state.isReading = true;
    try {
      await readyForModels();
      await prepareRecordings();
      if (isQueued) copy.take();
      const updates = new RunUpdates(copy);
      try {
        const result = await action({ seeds, updates, refresh: () => copy.retake() });
        // Beside a training that goes on, states are its own.
        if (!state.isDisposed && (isPart || state.training === undefined || isInCallback(model))) updates.end();
        return result;
      } finally {
        updates.forget();
      }
    } catch (error) {
      // A callback that was to put the weights back has not been called.
      if (!state.isDisposed && state.training === undefined) hideAverages(model);
      throw error;
    } finally {
      copy.dispose();
      if (isQueued) state.isReading = false;
    }
  };
  if (!isQueued) return run();
  const result = state.queue.then(run);
  state.queue = result.then(
    () => {},
    () => {},
  );
  return result;
}

/** Whether a layer of a model has states, or seeds of its own, that go on from run to run. */
function isStateful(model: AnyLayer): boolean {
  return [...withInnerLayers(model)].some((layer) => {
    const { program, state } = layer[internals];
    return state.seeds !== null || (program.configuration as { readonly stateful?: boolean }).stateful === true;
  });
}

/** How long the program's other work may wait, in milliseconds. */
const patience = 30;

let lastPause = 0;

/**
 * Lets timers, signals and events of the program have their turn, where they have waited long enough: a training step
 * that computes in this thread keeps them waiting.
 */
export async function pause(): Promise<void> {
  const now = performance.now();
  if (now - lastPause < patience) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  lastPause = performance.now();
}
