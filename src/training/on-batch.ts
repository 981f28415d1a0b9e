import { checkOptions } from '../arguments/known-options.js';
import { type ClassWeight, checkClassWeight } from '../data/class-weight.js';
import { argumentNames, disposeBatch, readBatch } from '../data/read-data.js';
import type { SampleWeights } from '../data/sample-weights.js';
import { nextSeed } from '../random/random.js';
import type { Logs } from './logs.js';
import { compiledState, exclusively, modelState, type RuntimeModel, slotsOf, stepModel } from './model-state.js';
import { testStep, trainStep } from './step.js';
import { disposePredictions } from './step-result.js';

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
  const { compiled, optimizer, tracker } = compiledState(model, owner);
  checkOptions(owner, options, isTraining ? ['sampleWeight', 'classWeight'] : ['sampleWeight']);
  const classWeight = checkClassWeight(`${owner}: classWeight`, options.classWeight);
  return exclusively(model, owner, async () => {
    const slots = slotsOf(model[modelState], compiled);
    const batch = await readBatch(slots, argumentNames(owner), [x, y, options.sampleWeight], classWeight);
    try {
      const step = stepModel(model, compiled);
      const result = isTraining
        ? await trainStep(step, optimizer, batch, { seed: nextSeed })
        : await testStep(step, batch, { seed: nextSeed });
      // As in Keras: each batch on its own.
      tracker.reset();
      try {
        tracker.update(result.losses, result.predictions, batch);
      } finally {
        disposePredictions(result.predictions);
      }
      return tracker.logs();
    } finally {
      disposeBatch(batch);
    }
  });
}
