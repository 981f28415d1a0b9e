import * as tf from '@tensorflow/tfjs-core';
import { type Callback, callbacks, loadModel, modelBytes, optimizers, StateError, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const { ModelCheckpoint, SwapEMAWeights } = callbacks;
const { x, y } = samples(8);

const compiled = () =>
  classifier().compile({
    optimizer: optimizers.SGD({ learningRate: 0.5, useEma: true, emaMomentum: 0.5 }),
    loss: 'categoricalCrossentropy',
  });

/** The weights of the first layer at each event. */
function observer(model: ReturnType<typeof compiled>) {
  const seen: Record<string, Float32Array[]> = {};
  const look = (event: string) => async () => {
    seen[event] ??= [];
    seen[event].push((await model.getWeights())[0] as Float32Array);
  };
  const callback: Callback = {
    onTrainBatchEnd: look('batch'),
    onTestBatchEnd: look('test'),
    onEpochBegin: look('epochBegin'),
    onEpochEnd: look('epochEnd'),
    onPredictBatchEnd: look('predict'),
  };
  return { seen, callback };
}

/** What Keras' moving average makes of the weights after each step. */
function averageOf(steps: readonly Float32Array[]): Float32Array {
  return steps.reduce((average, weights) =>
    average.map((value, index) => 0.5 * value + 0.5 * (weights[index] as number)),
  );
}

const close = (received: ArrayLike<number>, wanted: ArrayLike<number>) => {
  for (let index = 0; index < wanted.length; index++) {
    expect(received[index]).toBeCloseTo(wanted[index] as number, 6);
  }
};

describe('SwapEMAWeights', () => {
  it('evaluates and predicts with the averages, and trains on with the weights', async () => {
    const model = compiled();
    const { seen, callback } = observer(model);
    const swap = SwapEMAWeights();
    const fit = { batchSize: 4, epochs: 2, verbose: 0, validationData: [x, y] } as const;
    await model.fit(x, y, { ...fit, callbacks: [swap, callback] });
    const { batch = [], test = [], epochEnd = [] } = seen;
    close(test[0] as Float32Array, averageOf(batch.slice(0, 2)));
    close(test[2] as Float32Array, averageOf(batch));
    close(epochEnd[0] as Float32Array, batch[1] as Float32Array);
    close(epochEnd[1] as Float32Array, batch[3] as Float32Array);
    close((await model.getWeights())[0] as Float32Array, averageOf(batch));
    model.dispose();
  });

  it('leaves the averages to other callbacks at the end of epochs if wanted, and the model with them', async () => {
    const model = compiled();
    const { seen, callback } = observer(model);
    const checkpoint = ModelCheckpoint();
    const all = [SwapEMAWeights({ swapOnEpoch: true }), callback, checkpoint];
    await model.fit(x, y, { batchSize: 4, epochs: 2, verbose: 0, callbacks: all });
    const { batch = [], epochBegin = [], epochEnd = [] } = seen;
    close(epochEnd[0] as Float32Array, averageOf(batch.slice(0, 2)));
    close(epochBegin[1] as Float32Array, batch[1] as Float32Array);
    close(checkpoint.weights?.[0] as Float32Array, averageOf(batch));
    close((await model.getWeights())[0] as Float32Array, averageOf(batch));
    model.dispose();
  });

  it('puts the weights back where a run fails, and leaves no tensors', async () => {
    const model = compiled();
    await model.trainOnBatch(x, y);
    await model.trainOnBatch(x, y);
    const weights = await model.getWeights();
    const before = tf.memory().numTensors;
    const { seen, callback } = observer(model);
    const fails: Callback = {
      onTestBatchEnd() {
        throw new Error('mine');
      },
    };
    (await model.predict(x, { callbacks: [SwapEMAWeights(), callback] })).dispose();
    expect(seen.predict?.[0]).not.toEqual(weights[0]);
    await expect(model.evaluate(x, y, { callbacks: [SwapEMAWeights(), fails] })).rejects.toThrow('mine');
    expect(await model.getWeights()).toEqual(weights);
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
  });

  it('rejects an optimizer without averages as training begins', async () => {
    const model = classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    const fit = () => model.fit(x, y, { verbose: 0, callbacks: [SwapEMAWeights()] });
    await expect(fit()).rejects.toThrow(StateError);
    await expect(fit()).rejects.toThrow('SGD expects useEma: true, for moving averages of the weights (received');
    expect(() => SwapEMAWeights({ swap: true } as never)).toThrow('SwapEMAWeights expects options that it has');
    model.dispose();
  });

  it('shows the averages of a loaded model before its first step', async () => {
    const model = compiled();
    await model.fit(x, y, { batchSize: 4, epochs: 2, verbose: 0 });
    await model.trainOnBatch(x, y);
    const expected = await model.predict(x, { callbacks: [SwapEMAWeights()] });
    const loaded = (await loadModel(await modelBytes(model))) as unknown as typeof model;
    const found = await loaded.predict(x, { callbacks: [SwapEMAWeights()] });
    const plain = await loaded.predict(x);
    close(found.dataSync() as Float32Array, expected.dataSync() as Float32Array);
    expect(found.dataSync()).not.toEqual(plain.dataSync());
    const before = tf.memory().numTensors;
    (await loaded.predict(x, { callbacks: [SwapEMAWeights()] })).dispose();
    expect(tf.memory().numTensors).toBe(before);
    for (const each of [found, plain, expected, model, loaded]) each.dispose();
  });
});
