import type { Training } from './callback.js';
import { compiledState, type RuntimeModel } from './model-state.js';

/** A training as callbacks see it, and whether one of them has asked to end it. */
export interface StoppableTraining extends Training {
  readonly isStopped: boolean;
}

/** Lets callbacks act on the training of a model. */
export function createTraining(model: RuntimeModel, isValidated: boolean): StoppableTraining {
  const { optimizer } = compiledState(model, model.name);
  let isStopped = false;
  return {
    model,
    isValidated,
    get isStopped() {
      return isStopped;
    },
    get learningRate() {
      return optimizer.learningRate;
    },
    set learningRate(value) {
      optimizer.learningRate = value;
    },
    stop() {
      isStopped = true;
    },
  };
}
