import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, type Callback, callbacks, type Logs, setBackend } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { classifier, samples, twoByTwo } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const { LambdaCallback } = callbacks;
const compiled = () =>
  classifier().compile({ optimizer: 'sgd', loss: 'meanSquaredError', metrics: ['meanAbsoluteError'] });

/** Writes down what it is told, after a while. */
function watcher(): { readonly told: string[]; readonly callback: Callback } {
  const told: string[] = [];
  const tell = async (...given: unknown[]) => {
    await Promise.resolve();
    told.push(given.filter((part) => part !== undefined).join(' '));
  };
  const names = (logs: Logs | undefined) => logs && Object.keys(logs).sort();
  return {
    told,
    callback: LambdaCallback({
      onTrainBegin: () => tell('trainBegin'),
      onEpochBegin: (epoch) => tell('epochBegin', epoch),
      onTrainBatchBegin: (batch) => tell('trainBatchBegin', batch),
      onTrainBatchEnd: (batch, logs) => tell('trainBatchEnd', batch, names(logs)),
      onEpochEnd: (epoch, logs) => tell('epochEnd', epoch, names(logs)),
      onTrainEnd: (logs) => tell('trainEnd', names(logs)),
      onTestBegin: () => tell('testBegin'),
      onTestBatchBegin: (batch) => tell('testBatchBegin', batch),
      onTestBatchEnd: (batch, logs) => tell('testBatchEnd', batch, names(logs)),
      onTestEnd: (logs) => tell('testEnd', names(logs)),
      onPredictBegin: () => tell('predictBegin'),
      onPredictBatchBegin: (batch) => tell('predictBatchBegin', batch),
      onPredictBatchEnd: (batch, outputs) => tell('predictBatchEnd', batch, (outputs as tf.Tensor).shape),
      onPredictEnd: () => tell('predictEnd'),
    }),
  };
}

// The order of Keras 3.15 on JAX, for the same data in batches of two.
const ofTest = [
  'testBegin',
  'testBatchBegin 0',
  'testBatchEnd 0 loss,meanAbsoluteError',
  'testBatchBegin 1',
  'testBatchEnd 1 loss,meanAbsoluteError',
  'testEnd loss,meanAbsoluteError',
];
const ofEpoch = [
  'trainBatchBegin 0',
  'trainBatchEnd 0 loss,meanAbsoluteError',
  'trainBatchBegin 1',
  'trainBatchEnd 1 loss,meanAbsoluteError',
];

describe('callbacks', () => {
  const { x, y } = samples(4);
  const [xOfTest, yOfTest] = [x.slice(0, 3), y.slice(0, 3)];

  it('are told of training, and of the tests in it', async () => {
    const model = compiled();
    const { told, callback } = watcher();
    const validation = { validationData: [xOfTest, yOfTest], validationFreq: 2 } as const;
    await model.fit(x, y, { batchSize: 2, epochs: 2, verbose: 0, ...validation, callbacks: [callback] });
    const all = 'loss,meanAbsoluteError,val_loss,val_meanAbsoluteError';
    expect(told).toEqual([
      'trainBegin',
      'epochBegin 0',
      ...ofEpoch,
      'epochEnd 0 loss,meanAbsoluteError',
      'epochBegin 1',
      ...ofEpoch,
      ...ofTest,
      `epochEnd 1 ${all}`,
      `trainEnd ${all}`,
    ]);
    model.dispose();
  });

  it('are told of evaluation and prediction', async () => {
    const model = compiled();
    const tested = watcher();
    await model.evaluate(xOfTest, yOfTest, { batchSize: 2, callbacks: [tested.callback] });
    expect(tested.told).toEqual(ofTest);
    const predicted = watcher();
    (await model.predict(xOfTest, { batchSize: 2, callbacks: [predicted.callback] })).dispose();
    expect(predicted.told).toEqual([
      'predictBegin',
      'predictBatchBegin 0',
      'predictBatchEnd 0 2,3',
      'predictBatchBegin 1',
      'predictBatchEnd 1 1,3',
      'predictEnd',
    ]);
    model.dispose();
  });

  it('end an evaluation and a prediction, and training from within a test only where they mean to', async () => {
    const model = compiled();
    let batches = 0;
    const stop: Callback = {
      onTestBatchEnd: (_batch, _logs, run) => {
        batches++;
        run.stop();
      },
      onPredictBatchBegin: (_batch, run) => run.stop(),
    };
    await model.evaluate(x, y, { batchSize: 1, callbacks: [stop] });
    expect(batches).toBe(1);
    const predictions = await model.predict(x, { batchSize: 1, callbacks: [stop] });
    expect(predictions.shape).toEqual([1, 3]);
    predictions.dispose();
    const { epoch } = await model.fit(x, y, { epochs: 2, verbose: 0, validationData: [x, y], callbacks: [stop] });
    expect([epoch, batches]).toEqual([[0, 1], 3]);
    model.dispose();
  });

  it('see predictions in the form of the outputs, for a model that is not compiled too', async () => {
    const model = twoByTwo();
    const seen: unknown[] = [];
    const callback: Callback = {
      onPredictBatchEnd: (_batch, outputs) =>
        void seen.push((outputs as readonly tf.Tensor[]).map(({ shape }) => shape)),
    };
    const before = tf.memory().numTensors;
    const data = [[[1, 2, 3]], [[1, 2]]] as const;
    tf.dispose([...(await model.predict(data as never, { callbacks: [callback] }))]);
    expect(seen).toEqual([
      [
        [1, 1],
        [1, 1],
      ],
    ]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('leave no tensors where they throw', async () => {
    const model = compiled();
    await model.evaluate(x, y);
    const before = tf.memory().numTensors;
    const fails = () => {
      throw new Error('mine');
    };
    for (const hook of ['onTestBegin', 'onTestBatchBegin', 'onTestBatchEnd', 'onTestEnd']) {
      await expect(model.evaluate(x, y, { callbacks: [{ [hook]: fails }] })).rejects.toThrow('mine');
    }
    for (const hook of ['onPredictBegin', 'onPredictBatchBegin', 'onPredictBatchEnd', 'onPredictEnd']) {
      await expect(model.predict(x, { callbacks: [{ [hook]: fails }] })).rejects.toThrow('mine');
    }
    expect(tf.memory().numTensors).toBe(before);
    model.dispose();
  });

  it('may be of a class', async () => {
    class Counter implements Callback {
      count = 0;
      onTestBatchBegin() {
        this.count++;
      }
    }
    const model = compiled();
    const counter = new Counter();
    await model.evaluate(x, y, { batchSize: 1, callbacks: [counter] });
    expect(counter.count).toBe(4);
    model.dispose();
  });
});

describe('LambdaCallback', () => {
  it.each([
    [{ on_epoch_end: () => {} }, "(received 'on_epoch_end', did you mean 'onEpochEnd'?)"],
    [{ onEpochEnd: 1 }, 'LambdaCallback: onEpochEnd expects a function (received 1)'],
  ])('rejects %o', (given, message) => {
    expect(() => LambdaCallback(given as never)).toThrow(ArgumentError);
    expect(() => LambdaCallback(given as never)).toThrow(message);
  });
});
