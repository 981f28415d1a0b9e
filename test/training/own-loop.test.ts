import * as tf from '@tensorflow/tfjs-core';
import {
  ActivityRegularization,
  type AnyLayer,
  BatchNormalization,
  constraints,
  Dense,
  Dropout,
  Input,
  losses,
  Model,
  metrics,
  optimizers,
  regularizers,
  setBackend,
  setRandomSeed,
  valueAndGradients,
} from 'tupleflow';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { samples } from './small-model.js';

/** All that training can do beside gradients: moving statistics, dropout, regularizers, constraints. */
function everything() {
  const inputs = Input([4]);
  const outputs = inputs.pipe(
    Dense(6, {
      activation: 'tanh',
      kernelRegularizer: regularizers.L2(0.05),
      kernelConstraint: constraints.MaxNorm(0.8),
    }),
    BatchNormalization({ momentum: 0.7 }),
    ActivityRegularization({ l1: 0.01 }),
    // Its own seeds: those of a run follow from one that is drawn as it begins.
    Dropout(0.3, { seed: 5 }),
    Dense(3, { activation: 'softmax' }),
  );
  return Model({ inputs, outputs });
}

/** Numbers that are always the same ones, whatever has been drawn before. */
async function start(model: AnyLayer): Promise<void> {
  const weights = await model.getWeights();
  model.setWeights(weights.map((values, place) => values.map((_, index) => Math.abs(Math.sin(3 * index + place)) / 2)));
  setRandomSeed(11);
}

const made: Readonly<Record<string, () => optimizers.Optimizer>> = {
  'SGD with momentum': () => optimizers.SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true }),
  'Adam that clips': () => optimizers.Adam({ learningRate: 0.05, globalClipnorm: 0.3 }),
  'AdamW with a schedule': () =>
    optimizers.AdamW({
      learningRate: optimizers.schedules.ExponentialDecay({ initialLearningRate: 0.1, decaySteps: 2, decayRate: 0.5 }),
    }),
  'RMSprop that accumulates': () => optimizers.RMSprop({ learningRate: 0.05, gradientAccumulationSteps: 2 }),
  'Lion with averages': () => optimizers.Lion({ useEma: true, emaMomentum: 0.5, emaOverwriteFrequency: 2 }),
  'Adagrad that scales its loss': () => optimizers.Adagrad({ learningRate: 0.1, lossScaleFactor: 512 }),
  'schedule-free AdamW': () => optimizers.ScheduleFreeAdamW({ learningRate: 0.05 }),
};

const batches = [samples(8), samples(13), samples(5)].map(({ x, labels }, index) => ({
  x: x.map((row) => row.map((value) => value + index / 10)),
  y: labels,
  weights: labels.map((_, sample) => 0.5 + (sample % 3)),
}));

/** What training leaves: weights, and loss and accuracy of each epoch. */
interface Trace {
  readonly weights: readonly Float32Array[];
  readonly logs: readonly number[];
}

const epochs = 2;

async function byLibrary(optimizer: optimizers.Optimizer): Promise<Trace> {
  const model = everything();
  await start(model);
  const accuracy = metrics.SparseCategoricalAccuracy({ name: 'accuracy' });
  model.compile({ optimizer, loss: 'sparseCategoricalCrossentropy', weightedMetrics: [accuracy] });
  const data = batches.map(({ x, y, weights }) => [x, y, weights] as const);
  const { history } = await model.fit({ [Symbol.iterator]: () => data[Symbol.iterator]() }, { epochs, verbose: 0 });
  const weights = await model.getWeights();
  model.dispose();
  return {
    weights,
    logs: [0, 1].flatMap((epoch) => [history.loss, history.accuracy].map((of) => of?.[epoch] ?? -1)),
  };
}

async function byHand(optimizer: optimizers.Optimizer): Promise<Trace> {
  const model = everything();
  await start(model);
  const crossentropy = losses.SparseCategoricalCrossentropy();
  const accuracy = metrics.SparseCategoricalAccuracy();
  const meanLoss = metrics.Mean();
  const logs: number[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (const { x, y, weights } of batches) {
      tf.tidy(() => {
        const [images, digits, counts] = [tf.tensor2d(x), tf.tensor1d(y), tf.tensor1d(weights)];
        const { gradients } = valueAndGradients(() => {
          const probabilities = model(images, { training: true });
          const loss = tf.addN([crossentropy.compute(digits, probabilities, counts), ...model.losses]);
          accuracy.updateState(digits, probabilities, counts);
          meanLoss.updateState(loss, y.length);
          return optimizer.scaleLoss(loss);
        }, model.trainableWeights);
        optimizer.apply(gradients, model.trainableWeights);
      });
    }
    logs.push(...tf.tidy(() => [meanLoss, accuracy].map((metric) => metric.result().dataSync()[0] as number)));
    for (const metric of [meanLoss, accuracy]) metric.resetState();
  }
  optimizer.finalizeVariableValues(model.trainableWeights);
  const weights = await model.getWeights();
  optimizer.dispose();
  model.dispose();
  return { weights, logs };
}

function expectClose(found: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(found).toHaveLength(expected.length);
  for (let index = 0; index < expected.length; index++) {
    expect(found[index]).toBeCloseTo(expected[index] as number, 6);
  }
}

describe.each(['cpu', 'wasm'] as const)('a loop of one’s own on %s', (backend) => {
  let before: number;
  beforeAll(() => setBackend(backend));
  beforeEach(() => {
    before = tf.memory().numTensors;
  });

  it.each(Object.keys(made))('trains as the library does: %s', async (name) => {
    const make = made[name] as () => optimizers.Optimizer;
    const theirs = await byLibrary(make());
    const optimizer = make();
    const ours = await byHand(optimizer);
    expectClose(ours.logs, theirs.logs);
    expect(theirs.logs).toHaveLength(4);
    expect(ours.weights).toHaveLength(8);
    for (const [place, values] of theirs.weights.entries()) expectClose(ours.weights[place] ?? [], values);
    expect(optimizer.iterations).toBe(0);
    expect(tf.memory().numTensors).toBe(before);
  });
});

afterAll(() => setBackend('wasm'));
