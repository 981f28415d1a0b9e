import * as tf from '@tensorflow/tfjs-core';
import * as library from 'tupleflow';
import {
  BatchNormalization,
  Dense,
  Dropout,
  defineLayer,
  Embedding,
  Flatten,
  GaussianNoise,
  Input,
  LSTM,
  Normalization,
  Sequential,
  SpectralNormalization,
  setBackend,
  setRandomSeed,
  zeros,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Optimizer } from '../../src/optimizers/optimizer.js';
import { modelState, type RuntimeModel } from '../../src/training/model-state.js';

beforeAll(() => setBackend('wasm'));

/** A model as these tests use it, whatever its shapes. */
interface AnyModel {
  readonly weights: readonly { read(): Promise<ArrayLike<number>> }[];
  compile(options: object): unknown;
  trainOnBatch(x: unknown, y: unknown): Promise<{ readonly loss: number }>;
  testOnBatch(x: unknown, y: unknown): Promise<{ readonly loss: number }>;
  predictOnBatch(x: unknown): Promise<tf.Tensor>;
  fit(x: unknown, y: unknown, options: object): Promise<{ readonly history: { readonly loss: readonly number[] } }>;
  dispose(): void;
}

const stepsOf = (model: AnyModel) => (model as unknown as RuntimeModel)[modelState].steps;

function features(batch: number, size: number, seed: number): number[][] {
  return Array.from({ length: batch }, (_, row) =>
    Array.from({ length: size }, (_, column) => Math.sin(seed + row * 3.7 + column * 1.3)),
  );
}

/** The losses, predictions and weights of a model that makes steps, some of them on short batches. */
async function results(
  make: () => AnyModel,
  options: object,
  inputSize: number,
  toInput = (x: number[][]) => x,
  short = 3,
) {
  setRandomSeed(7);
  const model = make();
  model.compile({ loss: 'meanSquaredError', ...options });
  const losses: number[] = [];
  for (let step = 0; step < 14; step++) {
    const batch = step % 5 === 4 ? short : 4;
    const x = toInput(features(batch, inputSize, step));
    const y = features(batch, 2, step + 0.5);
    losses.push((await model.trainOnBatch(x, y)).loss);
    if (step % 2 === 0) losses.push((await model.testOnBatch(x, y)).loss);
    const predictions = await model.predictOnBatch(x);
    losses.push(...predictions.dataSync());
    predictions.dispose();
  }
  const weights = await Promise.all(model.weights.map(async (weight) => [...Array.from(await weight.read())]));
  return { losses, weights, model };
}

const rates = (names: readonly string[], make: (name: string) => Optimizer) =>
  names.map((name): [string, () => object] => [name, () => ({ optimizer: make(name) })]);

/** Makes an optimizer by name. */
function optimizer(name: string, options: object = {}): Optimizer {
  return library.optimizers[name as 'Adam']({ learningRate: 0.05, ...options } as never);
}

const network = () => Sequential([Input([6]), Dense(8, { activation: 'relu' }), Dense(2)]) as unknown as AnyModel;

describe('a recorded step', () => {
  const models: [name: string, make: () => AnyModel, toInput?: (x: number[][]) => number[][]][] = [
    ['dense layers', network],
    [
      'dropout and noise, by the stream of the run and by seeds of their own',
      () =>
        Sequential([
          Input([6]),
          Dense(8),
          Dropout(0.5),
          GaussianNoise(0.1, { seed: 3 }),
          Dropout(0.25, { seed: 5 }),
          Dense(2),
        ]) as unknown as AnyModel,
    ],
    [
      'moving statistics',
      () => Sequential([Input([6]), Dense(8), BatchNormalization(), Dense(2)]) as unknown as AnyModel,
    ],
    [
      'a weight that the layer sets itself',
      () => Sequential([Input([6]), SpectralNormalization(Dense(8)), Dense(2)]) as unknown as AnyModel,
    ],
    [
      'words',
      () => Sequential([Input([6], { dtype: 'int32' }), Embedding(9, 3), Flatten(), Dense(2)]) as unknown as AnyModel,
      (x) => x.map((row) => row.map((value) => Math.floor((value + 1) * 4))),
    ],
    [
      'recurrent states from batch to batch',
      () =>
        Sequential([
          Input([6]),
          library.Reshape([3, 2]),
          LSTM(3),
          library.Dense(2, { kernelRegularizer: 'l2', activityRegularizer: 'l1' }),
        ]) as unknown as AnyModel,
    ],
  ];

  it.each(models)('computes what the step itself computes: %s', async (_, make, toInput = (x) => x) => {
    const recorded = await results(make, {}, 6, toInput);
    const eager = await results(make, { runEagerly: true }, 6, toInput);
    expect(stepsOf(recorded.model).reason).toBe('');
    expect(stepsOf(recorded.model).recordings.length).toBeGreaterThanOrEqual(3);
    expect(stepsOf(eager.model).recordings).toEqual([]);
    expect(recorded.losses).toEqual(eager.losses);
    expect(recorded.weights).toEqual(eager.weights);
    recorded.model.dispose();
    eager.model.dispose();
  });

  it('goes on from the states of stateful layers', async () => {
    const make = () =>
      Sequential([Input([3, 2], { batchSize: 4 }), LSTM(3, { stateful: true }), Dense(2)]) as unknown as AnyModel;
    const toInput = (x: number[][]) => x.map((row) => [row.slice(0, 2), row.slice(2, 4), row.slice(4)]) as never;
    const recorded = await results(make, {}, 6, toInput, 4);
    const eager = await results(make, { runEagerly: true }, 6, toInput, 4);
    expect(stepsOf(recorded.model).reason).toBe('');
    expect(stepsOf(recorded.model).recordings.length).toBe(3);
    expect(recorded.losses).toEqual(eager.losses);
    expect(recorded.weights).toEqual(eager.weights);
    recorded.model.dispose();
    eager.model.dispose();
  });

  const names = Object.keys(library.optimizers).filter((name) => /^[A-Z]/.test(name) && name !== 'LossScaleOptimizer');

  it.each([
    ...rates(names, optimizer),
    ['accumulated gradients', () => ({ optimizer: optimizer('Adam', { gradientAccumulationSteps: 3 }) })],
    [
      'averages that replace weights',
      () => ({ optimizer: optimizer('SGD', { useEma: true, emaOverwriteFrequency: 4 }) }),
    ],
    ['a schedule', () => ({ optimizer: optimizer('Adam', { learningRate: (step: number) => 0.1 / (1 + step) }) })],
  ])('follows the optimizer: %s', async (_, options) => {
    const recorded = await results(network, options(), 6);
    const eager = await results(network, { ...options(), runEagerly: true }, 6);
    expect(stepsOf(recorded.model).reason).toBe('');
    expect(recorded.losses).toEqual(eager.losses);
    expect(recorded.weights).toEqual(eager.weights);
    recorded.model.dispose();
    eager.model.dispose();
  });

  it('leaves nothing behind', async () => {
    const model = Sequential([
      Input([6]),
      Dense(8),
      Dropout(0.5),
      BatchNormalization(),
      Dense(2),
    ]) as unknown as AnyModel;
    model.compile({ loss: 'meanSquaredError' });
    const counts: number[] = [];
    const bytes: number[] = [];
    for (let step = 0; step < 30; step++) {
      await model.trainOnBatch(features(4, 6, step), features(4, 2, step));
      counts.push(tf.memory().numTensors);
      bytes.push(tf.memory().numBytes);
    }
    expect(new Set(counts.slice(1)).size).toBe(1);
    expect(new Set(bytes.slice(1)).size).toBe(1);
    const data = tf.backend().numDataIds();
    model.dispose();
    expect(tf.backend().numDataIds()).toBeLessThan(data - counts.length / 2);
  });

  it('sees layers that are frozen, set or adapted in the meantime', async () => {
    const run = async (runEagerly: boolean) => {
      setRandomSeed(3);
      const normalization = Normalization();
      normalization.adapt(zeros([4, 6]));
      const first = Dense(8);
      const model = Sequential([Input([6]), normalization, first, Dense(2)]) as unknown as AnyModel;
      model.compile({ loss: 'meanSquaredError', runEagerly });
      const losses: number[] = [];
      const steps = async () => {
        for (let step = 0; step < 6; step++) {
          losses.push((await model.trainOnBatch(features(4, 6, step), features(4, 2, step))).loss);
        }
      };
      await steps();
      first.trainable = false;
      await steps();
      normalization.adapt(features(4, 6, 1));
      await steps();
      first.trainable = true;
      const [kernel, bias] = await first.getWeights();
      first.setWeights([(kernel as Float32Array).map((value) => value / 2), bias as Float32Array]);
      await steps();
      model.dispose();
      return losses;
    };
    expect(await run(false)).toEqual(await run(true));
  });

  const shifted = (shift: () => number, options: object = {}) =>
    defineLayer({
      name: 'Shifted',
      configure: () => ({}),
      shape: (input: library.Shape) => input,
      forward: (input: tf.Tensor) => tf.add(input, shift()),
      ...options,
    });

  it('runs as it is where a layer draws numbers on the host', async () => {
    const model = Sequential([
      Input([6]),
      Dense(8),
      shifted(Math.random)({}),
      Dense(2),
    ] as never) as unknown as AnyModel;
    model.compile({ loss: 'meanSquaredError' });
    for (let step = 0; step < 4; step++) await model.trainOnBatch(features(4, 6, 1), features(4, 2, 1));
    expect(stepsOf(model).reason).toMatch(/numbers that differ/);
    model.dispose();
  });

  it('runs as it is where a layer reads elements', async () => {
    const Reading = defineLayer({
      name: 'Reading',
      configure: () => ({}),
      shape: (input: library.Shape) => input,
      forward: (input: tf.Tensor) => ((tf.max(input).dataSync()[0] as number) > 0 ? tf.neg(input) : input),
    });
    const model = Sequential([Input([6]), Dense(8), Reading({}), Dense(2)] as never) as unknown as AnyModel;
    model.compile({ loss: 'meanSquaredError' });
    for (let step = 0; step < 4; step++) await model.trainOnBatch(features(4, 6, 1), features(4, 2, 1));
    expect(stepsOf(model).reason).toMatch(/reads elements/);
    model.dispose();
  });

  it('runs as it is where a layer says so', async () => {
    let shift = 0;
    const make = (options: object) =>
      Sequential([Input([6]), Dense(8), shifted(() => shift, options)({}), Dense(2)] as never) as unknown as AnyModel;
    const losses = async (options: object) => {
      setRandomSeed(1);
      shift = 0;
      const model = make(options);
      model.compile({ loss: 'meanSquaredError' });
      const all: number[] = [];
      for (let step = 0; step < 12; step++) {
        if (step > 8) shift++;
        all.push((await model.trainOnBatch(features(4, 6, step), features(4, 2, step))).loss);
      }
      model.dispose();
      return all;
    };
    expect(await losses({ runsEagerly: true })).not.toEqual(await losses({}));
  });

  /** Losses of a model with a layer that reads a variable of the program, which is set at the start of each epoch. */
  async function shiftedLosses(
    runEagerly: boolean,
    samples: number,
    epochs: number,
    shiftOf: (epoch: number) => number,
  ) {
    setRandomSeed(1);
    let shift = 0;
    const model = Sequential([
      Input([6]),
      Dense(8),
      shifted(() => shift)({}),
      Dense(2),
    ] as never) as unknown as AnyModel;
    model.compile({ loss: 'meanSquaredError', runEagerly });
    const onEpochBegin = (epoch: number) => {
      shift = shiftOf(epoch);
    };
    const options = { batchSize: 4, epochs, verbose: 0, callbacks: [{ onEpochBegin }] };
    const { history } = await model.fit(features(samples, 6, 1), features(samples, 2, 1), options);
    const { loss } = await model.trainOnBatch(features(4, 6, 1), features(4, 2, 1));
    model.dispose();
    return [...history.loss, loss];
  }

  it.each([
    ['is compared with the step itself at the start of an epoch', 48, 4, (epoch: number) => epoch],
    ['sees variables of the program in epochs of one batch', 4, 14, (epoch: number) => (epoch > 9 ? epoch : 0)],
  ] as const)('%s', async (_, samples, epochs, shiftOf) => {
    const recorded = await shiftedLosses(false, samples, epochs, shiftOf);
    expect(recorded).toEqual(await shiftedLosses(true, samples, epochs, shiftOf));
  });

  it('says of an error where it is from', async () => {
    let fails = false;
    const Failing = defineLayer({
      name: 'Failing',
      configure: () => ({}),
      shape: (input: library.Shape) => input,
      forward: (input: tf.Tensor) => {
        if (fails) throw new Error('it fails');
        return tf.neg(input);
      },
    });
    const model = Sequential([Input([6]), Dense(8), Failing({}), Dense(2)] as never) as unknown as AnyModel;
    model.compile({ loss: 'meanSquaredError' });
    // The first step has no slots; the eighth of those that have is compared.
    for (let step = 0; step < 8; step++) await model.trainOnBatch(features(4, 6, 1), features(4, 2, 1));
    fails = true;
    const before = tf.memory().numTensors;
    await expect(model.trainOnBatch(features(4, 6, 1), features(4, 2, 1))).rejects.toThrow(
      /it fails\n {4}in failing.*recorded-steps\.test\.ts/,
    );
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
  });
});
