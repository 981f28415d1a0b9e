import type { ModelRun, Training } from './callback.js';
import { compiledState, type RuntimeModel } from './model-state.js';

/** A run as callbacks see it, and whether one of them has asked to end it. */
export interface Stoppable {
  readonly isStopped: boolean;
}

/** Lets callbacks end the run of a model. */
export function createRun(model: RuntimeModel): ModelRun & Stoppable {
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

/** Lets callbacks act on the training of a model. */
export function createTraining(model: RuntimeModel, isValidated: boolean): Training & Stoppable {
  const { optimizer } = compiledState(model, model.name);
  const training = {
    isValidated,
    get learningRate() {
      return optimizer.learningRate;
    },
    set learningRate(value) {
      optimizer.learningRate = value;
    },
  };
  return Object.defineProperties(createRun(model), Object.getOwnPropertyDescriptors(training)) as Training & Stoppable;
}
