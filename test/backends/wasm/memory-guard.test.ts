import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import {
  BatchNormalization,
  Conv2D,
  Dense,
  Flatten,
  Input,
  LSTM,
  MaxPooling2D,
  MemoryError,
  Model,
  Reshape,
  setBackend,
  setRandomSeed,
  TupleflowError,
} from 'tupleflow';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { limitMemory, memoryInUse } from '../../../src/backends/wasm/memory-guard.js';

const backend = () => tf.backend() as BackendWasm;

function makeModel() {
  const input = Input([8, 8, 2]);
  const pooled = MaxPooling2D(2)(BatchNormalization()(Conv2D(6, 3, { activation: 'relu' })(input)));
  const steps = LSTM(4)(Reshape([9, 6])(pooled));
  const model = Model({ inputs: input, outputs: Dense(1)(Dense(5, { activation: 'gelu' })(Flatten()(steps))) });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] });
  return model;
}

async function valuesOf(model: ReturnType<typeof makeModel>): Promise<readonly number[]> {
  const weights = (await model.getWeights()) as unknown as readonly (readonly unknown[])[];
  return JSON.parse(JSON.stringify(weights)) as readonly number[];
}

describe('the guard of memory', () => {
  beforeAll(() => setBackend('wasm'));
  afterEach(() => limitMemory(backend()));

  it('says what was asked for, what is in use, and what to do', () => {
    limitMemory(backend(), memoryInUse(backend()) + 1000);
    const ask = () => tf.zeros([1_000_000]);
    expect(ask).toThrow(MemoryError);
    expect(ask).toThrow(TupleflowError);
    expect(ask).toThrow(
      /^backend 'wasm' expects tensors of at most .*; use smaller batches or models, dispose of what is no longer needed, or run on backend 'node' \(received 4 MB more, with .* in use\)$/,
    );
  });

  it('refuses what the module cannot even count', () => {
    const before = memoryInUse(backend());
    // 8 GB, which the module would take for none at all.
    expect(() => backend().makeOutput([2 ** 31], 'float32')).toThrow(MemoryError);
    expect(memoryInUse(backend())).toBe(before);
  });

  it('counts what tensors have, and forgets what is freed', () => {
    const before = memoryInUse(backend());
    const tensor = tf.zeros([100]);
    expect(memoryInUse(backend())).toBe(before + 400);
    tensor.dispose();
    expect(memoryInUse(backend())).toBe(before);
  });

  it('leaves everything as it was, wherever a step runs out of memory', async () => {
    setRandomSeed(1);
    const [model, other] = [makeModel(), makeModel()];
    const x = tf.randomNormal([16, 8, 8, 2], 0, 1, 'float32', 1) as tf.Tensor4D;
    const y = tf.randomNormal([16, 1], 0, 1, 'float32', 2) as tf.Tensor2D;
    for (const one of [model, other]) await one.trainOnBatch(x, y);
    const [own, others] = [await valuesOf(model), await valuesOf(other)];
    const state = () => ({
      tensors: tf.memory().numTensors,
      data: backend().numDataIds(),
      bytes: memoryInUse(backend()),
    });
    const before = state();
    let failures = 0;
    let spare = 0;
    for (let isDone = false; !isDone; spare += 1500) {
      limitMemory(backend(), before.bytes + spare);
      try {
        await model.trainOnBatch(x, y);
        isDone = true;
      } catch (error) {
        failures++;
        expect(error).toBeInstanceOf(MemoryError);
        limitMemory(backend());
        expect(state()).toEqual(before);
        expect(await valuesOf(model)).toEqual(own);
      }
    }
    expect(failures).toBeGreaterThan(10);
    limitMemory(backend());
    expect(state()).toEqual(before);
    expect(await valuesOf(other)).toEqual(others);
    expect(await valuesOf(model)).not.toEqual(own);
    for (const one of [model, other]) one.dispose();
    for (const tensor of [x, y]) tensor.dispose();
  }, 120_000);

  it('fits with smaller batches what did not fit', async () => {
    const input = Input([64]);
    const model = Model({ inputs: input, outputs: Dense(1)(Dense(256)(input)) });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const x = tf.fill([512, 64], 0.1) as tf.Tensor2D;
    const y = tf.ones([512, 1]) as tf.Tensor2D;
    await model.fit(x, y, { epochs: 1, batchSize: 8, verbose: 0 });
    limitMemory(backend(), memoryInUse(backend()) + 400_000);
    const before = tf.memory().numTensors;
    await expect(model.fit(x, y, { epochs: 1, batchSize: 512, verbose: 0 })).rejects.toThrow(MemoryError);
    expect(tf.memory().numTensors).toBe(before);
    const { history } = await model.fit(x, y, { epochs: 1, batchSize: 8, verbose: 0 });
    expect(history.loss?.every(Number.isFinite)).toBe(true);
    for (const tensor of [x, y]) tensor.dispose();
    model.dispose();
  });
});
