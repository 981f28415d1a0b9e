import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs-core';
import {
  ActivityRegularization,
  BatchNormalization,
  constraints,
  Dense,
  Input,
  losses,
  Model,
  metrics,
  optimizers,
  regularizers,
  setBackend,
  tensor,
  valueAndGradients,
} from 'tupleflow';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { testedBackends } from '../backends/tested.js';

/** What a loop of Keras leaves: losses, what `model.losses` has, the metrics' results, the weights. */
interface Case {
  readonly iterations: number;
  readonly losses: readonly number[];
  readonly penalties: readonly (readonly number[])[];
  readonly meanLoss: number;
  readonly accuracy: number;
  readonly weights: readonly (readonly number[])[];
}

const path = new URL('../golden/golden_own_loop.json', import.meta.url);
const cases = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, Case>>;

const { ExponentialDecay } = optimizers.schedules;
const made: Readonly<Record<string, () => optimizers.Optimizer>> = {
  sgd: () => optimizers.SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true, weightDecay: 0.01 }),
  adam: () => optimizers.Adam({ learningRate: 0.05, globalClipnorm: 0.3 }),
  adamw: () =>
    optimizers.AdamW({ learningRate: ExponentialDecay({ initialLearningRate: 0.1, decaySteps: 2, decayRate: 0.5 }) }),
  rmsprop: () => optimizers.RMSprop({ learningRate: 0.05, gradientAccumulationSteps: 2 }),
  lion: () => optimizers.Lion({ learningRate: 0.01, useEma: true, emaMomentum: 0.5, lossScaleFactor: 8 }),
};

function sines(count: number, phase: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => Math.sin(3 * index + phase));
}

function build() {
  const inputs = Input([4]);
  const outputs = inputs.pipe(
    Dense(5, {
      activation: 'tanh',
      kernelRegularizer: regularizers.L2(0.05),
      kernelConstraint: constraints.MaxNorm(0.9),
    }),
    BatchNormalization({ momentum: 0.7 }),
    ActivityRegularization({ l1: 0.01 }),
    Dense(3, { activation: 'softmax' }),
  );
  const model = Model({ inputs, outputs });
  model.setWeights(model.weights.map(({ size }, place) => sines(size, place).map((value) => Math.abs(value) / 2)));
  return model;
}

async function train(optimizer: optimizers.Optimizer): Promise<Case> {
  const model = build();
  const crossentropy = losses.SparseCategoricalCrossentropy();
  const accuracy = metrics.SparseCategoricalAccuracy();
  const mean = metrics.Mean();
  const [values, penalties]: [number[], number[][]] = [[], []];
  for (let step = 0; step < 5; step++) {
    using x = tensor(sines(24, step), [6, 4]);
    const samples = Array.from({ length: 6 }, (_, sample) => sample);
    using y = tensor(samples.map((sample) => (sample * (step + 1)) % 3));
    using weights = tensor(samples.map((sample) => 0.5 + (sample % 3)));
    using result = valueAndGradients(() => {
      const predictions = model(x, { training: true });
      penalties.push(model.losses.map((penalty) => penalty.dataSync()[0] as number));
      const loss = tf.addN([crossentropy.compute(y, predictions, weights), ...model.losses]);
      values.push(loss.dataSync()[0] as number);
      accuracy.updateState(y, predictions, weights);
      mean.updateState(loss, 6);
      return optimizer.scaleLoss(loss);
    }, model.trainableWeights);
    optimizer.apply(result.gradients, model.trainableWeights);
  }
  optimizer.finalizeVariableValues(model.trainableWeights);
  const [meanLoss, share] = tf.tidy(() =>
    [mean.result(), accuracy.result()].map((each) => each.dataSync()[0] as number),
  );
  const found = {
    iterations: optimizer.iterations,
    losses: values,
    penalties,
    meanLoss: meanLoss as number,
    accuracy: share as number,
    weights: (await model.getWeights()).map((weight) => [...weight]),
  };
  mean.resetState();
  accuracy.resetState();
  optimizer.dispose();
  model.dispose();
  return found;
}

/** All numbers of a case, in one order. */
function numbers({ iterations, losses, penalties, meanLoss, accuracy, weights }: Case): readonly number[] {
  return [iterations, ...losses, ...penalties.flat(), meanLoss, accuracy, ...weights.flat()];
}

describe.each(testedBackends)('a loop of one’s own on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each(Object.entries(cases))('gives the numbers of the same loop in Keras: %s', async (name, expected) => {
    const before = tf.memory().numTensors;
    const found = numbers(await train(made[name]?.() as optimizers.Optimizer));
    const wanted = numbers(expected);
    expect(found).toHaveLength(wanted.length);
    for (const [place, value] of wanted.entries())
      expect(Math.abs((found[place] ?? Number.NaN) - value)).toBeLessThan(2e-5);
    expect(tf.memory().numTensors).toBe(before);
  });
});

afterAll(() => setBackend('wasm'));
