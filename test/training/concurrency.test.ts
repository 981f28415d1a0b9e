import * as tf from '@tensorflow/tfjs-core';
import {
  BatchNormalization,
  type Callback,
  Dense,
  Dropout,
  Input,
  LSTM,
  Model,
  optimizers,
  Sequential,
  setBackend,
  setRandomSeed,
} from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { StateError } from '../../src/errors.js';
import { classifier, samples } from './small-model.js';

beforeAll(() => setBackend('cpu'));

const quiet = { verbose: 0 } as const;
const { x, y } = samples(12);

function compiled() {
  return classifier().compile({ optimizer: optimizers.Adam({ learningRate: 0.05 }), loss: 'categoricalCrossentropy' });
}

async function numbersOf(result: Promise<tf.Tensor>): Promise<number[]> {
  const tensor = await result;
  const values = Array.from(await tensor.data());
  tensor.dispose();
  return values;
}

/** How many tensors there are more after something than before. */
async function tensorsLeft(action: () => Promise<unknown>): Promise<number> {
  const before = tf.memory().numTensors;
  await action();
  return tf.memory().numTensors - before;
}

describe('predictions and evaluations', () => {
  it('at once are those in a row', async () => {
    const model = compiled();
    const inRow: number[][] = [];
    for (let run = 0; run < 100; run++) inRow.push(await numbersOf(model.predict(x, { batchSize: 5 })));
    const atOnce = await Promise.all(Array.from({ length: 100 }, () => numbersOf(model.predict(x, { batchSize: 5 }))));
    expect(atOnce).toEqual(inRow);
    const { loss } = await model.evaluate(x, y);
    const losses = await Promise.all(Array.from({ length: 20 }, () => model.evaluate(x, y, { batchSize: 5 })));
    for (const logs of losses) expect(logs.loss).toBeCloseTo(loss, 5);
    model.dispose();
  });

  it('of a stateful model, and of one with dropout at all times, too', async () => {
    const inputs = Input([3, 1], { batchSize: 2 });
    const model = Model({ inputs, outputs: LSTM(2, { stateful: true })(inputs) });
    const free = Input([4]);
    const random = Model({ inputs: free, outputs: Dropout(0.5)(free, { training: true }) });
    const sequences = [
      [[1], [2], [3]],
      [[3], [2], [1]],
    ];
    const inRow: number[][] = [];
    for (let run = 0; run < 5; run++) inRow.push(await numbersOf(model.predict(sequences)));
    model.resetState();
    expect(await Promise.all(Array.from({ length: 5 }, () => numbersOf(model.predict(sequences))))).toEqual(inRow);
    expect(inRow[0]).not.toEqual(inRow[1]);
    setRandomSeed(1);
    const first = [await numbersOf(random.predict(x)), await numbersOf(random.predict(x))];
    setRandomSeed(1);
    expect(await Promise.all([numbersOf(random.predict(x)), numbersOf(random.predict(x))])).toEqual(first);
    expect(first[0]).not.toEqual(first[1]);
    model.dispose();
  });

  it('see the weights of the moment of their call, whatever happens then', async () => {
    const model = compiled();
    const before = await numbersOf(model.predict(x));
    const weights = await model.getWeights();
    const pending = numbersOf(model.predict(x, { batchSize: 1 }));
    const doubled = weights.map((values) => values.map((value) => 2 * value + 1));
    model.setWeights(doubled);
    expect(await pending).toEqual(before);
    expect(await numbersOf(model.predict(x))).not.toEqual(before);
    model.setWeights(weights);
    const last = numbersOf(model.predict(x, { batchSize: 1 }));
    model.dispose();
    expect(await last).toEqual(before);
  });

  it('run beside a training and in its callbacks', async () => {
    const model = compiled();
    const seen: number[] = [];
    const watch: Callback = {
      onEpochEnd: async () => {
        seen.push((await model.evaluate(x, y)).loss);
        (await model.predict(x)).dispose();
      },
      onTestBatchEnd: async () => void (await numbersOf(model.predictOnBatch(x))),
    };
    const left = await tensorsLeft(async () => {
      const training = model.fit(x, y, {
        ...quiet,
        epochs: 5,
        batchSize: 3,
        validationData: [x, y],
        callbacks: [watch],
      });
      const losses = await Promise.all(Array.from({ length: 10 }, () => model.evaluate(x, y, { batchSize: 3 })));
      for (const logs of losses) expect(logs.loss).toBeCloseTo(losses[0]?.loss as number, 5);
      const { history } = await training;
      expect(seen).toHaveLength(5);
      for (const [epoch, loss] of seen.entries()) expect(loss).toBeCloseTo(history.val_loss?.[epoch] as number, 4);
    });
    // Two slots for each of four weights.
    expect(left).toBe(4 + 8);
    model.dispose();
  });

  it('start with weights that follow from the seed', async () => {
    const run = async () => {
      setRandomSeed(3);
      const [first, second] = [classifier(), classifier()];
      const results = await Promise.all([numbersOf(first.predict(x)), numbersOf(second.predict(x))]);
      first.dispose();
      second.dispose();
      return results;
    };
    expect(await run()).toEqual(await run());
  });
});

describe('two trainings', () => {
  it('of two models at once give the same under one seed', async () => {
    const build = () => {
      const inputs = Input([4]);
      const outputs = inputs.pipe(Dense(6, { activation: 'relu' }), Dropout(0.3), BatchNormalization(), Dense(3));
      return Model({ inputs, outputs }).compile({ optimizer: 'adam', loss: 'mse' });
    };
    const run = async (delays: readonly number[]) => {
      setRandomSeed(5);
      const models = [build(), build()];
      await Promise.all(
        models.map((model, index) => {
          const wait: Callback = {
            onTrainBatchEnd: () => new Promise<void>((resolve) => setTimeout(resolve, delays[index])),
          };
          return model.fit(x, y, { ...quiet, epochs: 2, batchSize: 4, callbacks: [wait] });
        }),
      );
      const weights = await Promise.all(models.map((model) => model.getWeights()));
      for (const model of models) model.dispose();
      return weights;
    };
    const first = await run([0, 3]);
    expect(await run([3, 0])).toEqual(first);
    expect(first[0]).not.toEqual(first[1]);
  });

  it('of one model, and all that would change it meanwhile, are refused', async () => {
    const model = compiled();
    const weights = await model.getWeights();
    const training = model.fit(x, y, { ...quiet, epochs: 3 });
    const message = /expects functional\S*\.fit to have ended: await it first/;
    await expect(model.fit(x, y, quiet)).rejects.toThrow(message);
    await expect(model.trainOnBatch(x, y)).rejects.toThrow(message);
    expect(() => model.compile({ loss: 'mse' })).toThrow(message);
    expect(() => model.dispose()).toThrow(message);
    expect(() => model.setWeights(weights)).toThrow(message);
    expect(() => model.resetState()).toThrow(StateError);
    expect((await training).epoch).toEqual([0, 1, 2]);
    model.setWeights(weights);
    model.dispose();
  });
});

describe('in a callback', () => {
  it('a step, other weights and another setup are taken, the last from the next epoch on', async () => {
    const model = compiled();
    const logged: string[][] = [];
    const change: Callback = {
      onTrainBatchEnd: async (_batch, logs) => {
        if (logged.length > 0) return;
        logged.push(Object.keys(logs));
        await model.trainOnBatch(x, y);
        model.setWeights(await model.getWeights());
        model.compile({ optimizer: 'sgd', loss: 'mse', metrics: ['mae'] });
      },
      onEpochEnd: (_epoch, logs) => void logged.push(Object.keys(logs)),
    };
    const before = tf.memory().numTensors;
    await model.fit(x, y, { ...quiet, epochs: 2, batchSize: 4, callbacks: [change] });
    expect(logged).toEqual([['loss'], ['loss'], ['loss', 'mae']]);
    // The slots of Adam are gone.
    expect(tf.memory().numTensors - before).toBe(4);
    model.dispose();
  });

  it('a second training is refused', async () => {
    const model = compiled();
    const again: Callback = { onEpochEnd: async () => void (await model.fit(x, y, quiet)) };
    await expect(model.fit(x, y, { ...quiet, callbacks: [again] })).rejects.toThrow(StateError);
    await model.fit(x, y, quiet);
    model.dispose();
  });

  it.each([
    'onTrainBegin',
    'onEpochBegin',
    'onTrainBatchBegin',
    'onTrainBatchEnd',
    'onTestEnd',
    'onEpochEnd',
    'onTrainEnd',
  ] as const)('dispose ends the training: %s', async (hook) => {
    const left = await tensorsLeft(async () => {
      const model = compiled();
      const dispose: Callback = { [hook]: () => model.dispose() };
      await expect(
        model.fit(x, y, { ...quiet, epochs: 2, validationData: [x, y], callbacks: [dispose] }),
      ).rejects.toThrow(StateError);
    });
    expect(left).toBe(0);
  });

  it('errors of its own pass through as they are', async () => {
    const mine = new RangeError('mine');
    const model = compiled();
    const fails: Callback = { onEpochEnd: () => Promise.reject(mine) };
    await expect(model.fit(x, y, { ...quiet, callbacks: [fails] })).rejects.toBe(mine);
    expect(mine.message).toBe('mine');
    model.dispose();
  });
});

describe('after dispose', () => {
  it('everything throws', async () => {
    const model = compiled();
    await model.fit(x, y, quiet);
    model.dispose();
    model.dispose();
    const message = /expects a model that is not disposed \(received one that is\)/;
    for (const call of [
      () => model.fit(x, y),
      () => model.evaluate(x, y),
      () => model.predict(x),
      () => model.trainOnBatch(x, y),
      () => model.testOnBatch(x, y),
      () => model.predictOnBatch(x),
    ] as const) {
      await expect(call()).rejects.toThrow(message);
      await expect(call()).rejects.toThrow(StateError);
    }
    const input = tf.zeros([1, 4]);
    for (const call of [
      () => model.compile({ loss: 'mse' }),
      () => model.getWeights(),
      () => model.setWeights([]),
      () => model.resetState(),
      () => model.resetMetrics(),
      () => model(input),
    ]) {
      expect(call).toThrow(StateError);
    }
    input.dispose();
  });
});

describe('layers of several models', () => {
  it('stay while one of the models that share them lives, in any order', async () => {
    const before = tf.memory().numTensors;
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const inputs = Input([4]);
      const code = Dense(2)(inputs);
      const models = [Model({ inputs, outputs: code }), Model({ inputs, outputs: Dense(4)(code) })] as const;
      const [encoder, autoencoder] = models;
      autoencoder.compile({ loss: 'mse' });
      await autoencoder.fit(x, x, quiet);
      const codes = await numbersOf(encoder.predict(x));
      models[order[0]].dispose();
      if (order[0] === 1) expect(await numbersOf(encoder.predict(x))).toEqual(codes);
      else await autoencoder.fit(x, x, quiet);
      models[order[1]].dispose();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  it('of a model inside another go with that, unless it is used on its own', async () => {
    const before = tf.memory().numTensors;
    const inputs = Input([4]);
    const inner = Model({ inputs, outputs: Dense(3)(inputs) });
    const outer = Model({ inputs, outputs: Dense(1)(inner(inputs)) }).compile({ loss: 'mse' });
    await outer.fit(
      x,
      y.map(() => [1]),
      quiet,
    );
    outer.dispose();
    expect(tf.memory().numTensors).toBe(before);
    await expect(inner.predict(x)).rejects.toThrow(StateError);

    const generator = Model({ inputs, outputs: Dense(4)(inputs) });
    const judge = Model({ inputs, outputs: Dense(1)(inputs) }).compile({ loss: 'mse' });
    const both = Model({ inputs, outputs: judge(generator(inputs)) }).compile({ loss: 'mse' });
    await judge.trainOnBatch(
      x,
      y.map(() => [1]),
    );
    await both.fit(
      x,
      y.map(() => [1]),
      quiet,
    );
    const fakes = await numbersOf(generator.predict(x));
    both.dispose();
    expect(await numbersOf(generator.predict(x))).toEqual(fakes);
    await judge.trainOnBatch(
      x,
      y.map(() => [1]),
    );
    generator.dispose();
    judge.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('of a sequential model that has grown go with the grown one', async () => {
    const before = tf.memory().numTensors;
    const grown = Sequential([Input([4])])
      .add(Dense(3))
      .add(Dense(2));
    (await grown.predict(x)).dispose();
    grown.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
