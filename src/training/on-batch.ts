import { nextSeed } from '../random/random.js';
import type { SampleWeights } from './fit-options.js';
import type { Logs } from './logs.js';
import { compiledState, exclusively, type RuntimeModel, stepModel } from './model-state.js';
import { disposeBatch, readBatch } from './read-batch.js';
import type { ClassWeight } from './sample-weights.js';
import { disposePredictions, testStep, trainStep } from './step.js';

/** What `trainOnBatch` and `testOnBatch` take beside the batch. */
export interface OnBatchOptions {
  readonly sampleWeight?: SampleWeights;
}

/** What `trainOnBatch` takes beside the batch. */
export interface TrainOnBatchOptions extends OnBatchOptions {
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
  return exclusively(model, owner, async () => {
    const losses = compiled.outputs.map(({ loss }) => loss);
    const names = { owner, inputs: 'x', targets: 'y' };
    const batch = await readBatch(model, names, [x, y, options.sampleWeight], losses, options.classWeight);
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
