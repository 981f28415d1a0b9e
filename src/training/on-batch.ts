import { checkOptions } from '../arguments/options.js';
import { type ClassWeight, checkClassWeight } from '../data/class-weight.js';
import { argumentNames, type Batch, disposeBatch, readBatch } from '../data/read-data.js';
import type { SampleWeights } from '../data/sample-weights.js';
import type { Logs } from './logs.js';
import { reading, training } from './model-run.js';
import { compiledState, modelState, type RuntimeModel, slotsOf, stepHost, stepModel } from './model-state.js';
import { testStep, trainStep } from './step.js';
import { disposePredictions, type StepResult } from './step-result.js';
import { Tracker } from './tracker.js';

/** The options of `testOnBatch`, after the batch. */
export interface OnBatchOptions {
  /** The factor of each sample in the loss and in weighted metrics; 1 by default. */
  readonly sampleWeight?: SampleWeights;
}

/** The options of `trainOnBatch`, after the batch. */
export interface TrainOnBatchOptions extends OnBatchOptions {
  /** The factor of each class in the loss, by its index; 1 by default. */
  readonly classWeight?: ClassWeight;
}

/** One step of training on one batch. */
export function trainOnBatch(
  model: RuntimeModel,
  x: unknown,
  y: unknown,
  options: TrainOnBatchOptions = {},
): Promise<Logs> {
  return onBatch(model, 'trainOnBatch', x, y, options, true);
}

/** Losses and metrics of one batch. */
export function testOnBatch(model: RuntimeModel, x: unknown, y: unknown, options: OnBatchOptions = {}): Promise<Logs> {
  return onBatch(model, 'testOnBatch', x, y, options, false);
}

function onBatch(
  model: RuntimeModel,
  method: string,
  x: unknown,
  y: unknown,
  options: TrainOnBatchOptions,
  isTraining: boolean,
): Promise<Logs> {
  const owner = `${model.name}.${method}`;
  const { compiled, optimizer } = compiledState(model, owner);
  checkOptions(method, options, isTraining ? ['sampleWeight', 'classWeight'] : ['sampleWeight']);
  const classWeight = checkClassWeight(`${method}: classWeight`, options.classWeight);
  const withBatch = async (step: (batch: Batch) => Promise<StepResult>): Promise<Logs> => {
    const slots = slotsOf(model[modelState], compiled);
    const batch = await readBatch(slots, argumentNames(owner), [x, y, options.sampleWeight], classWeight);
    const tracker = new Tracker(compiled);
    try {
      const { losses, predictions } = await step(batch);
      try {
        tracker.update(losses, predictions, batch);
      } finally {
        disposePredictions(predictions);
      }
      return await tracker.logs();
    } finally {
      tracker.reset();
      disposeBatch(batch);
    }
  };
  if (isTraining) {
    return training(model, owner, true, (seeds) =>
      withBatch((batch) => trainStep(stepModel(model, compiled), optimizer, batch, stepHost(model, seeds))),
    );
  }
  return reading(model, owner, false, ({ seeds, updates }) =>
    withBatch((batch) => testStep(stepModel(model, compiled), batch, stepHost(model, seeds), updates)),
  );
}
