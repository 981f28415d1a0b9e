import * as tf from '@tensorflow/tfjs-core';
import { type Callback, Dense, Input, Model, setBackend } from 'tupleflow';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { DataError } from '../../src/errors.js';

beforeAll(() => setBackend('cpu'));
afterEach(() => void vi.restoreAllMocks());

const quiet = { verbose: 0, shuffle: false } as const;

/** A model that does not change, whose loss is the mean of its inputs. */
function mean() {
  const inputs = Input([1]);
  const outputs = Dense(1, { kernelInitializer: 'ones', trainable: false })(inputs);
  return Model({ inputs, outputs }).compile({ optimizer: 'sgd', loss: 'mae' });
}

/** Batches of one sample: 0, 1, 2, … */
function* batches(count = Number.POSITIVE_INFINITY, onReturn = () => {}) {
  try {
    for (let index = 0; index < count; index++) yield [[[index]], [[0]]] as const;
  } finally {
    onReturn();
  }
}

/** The batches that epochs and validations went through: `E0`, `0`, `t0`. */
function watch(): { readonly seen: string[]; readonly callback: Callback } {
  const seen: string[] = [];
  const callback: Callback = {
    onEpochBegin: (epoch) => void seen.push(`E${epoch}`),
    onTrainBatchEnd: (batch) => void seen.push(`${batch}`),
    onTestBatchEnd: (batch) => void seen.push(`t${batch}`),
  };
  return { seen, callback };
}

const x = [[0], [1], [2], [3], [4], [5], [6], [7]];
const y = x.map(() => [0]);

describe('stepsPerEpoch', () => {
  it('goes on with the data from epoch to epoch', async () => {
    const model = mean();
    const { history } = await model.fit(x, y, { ...quiet, batchSize: 2, stepsPerEpoch: 2, epochs: 4 });
    // Batches 0 and 1, then 2 and 3, then from the start.
    expect(history.loss).toEqual([1.5, 5.5, 1.5, 5.5]);
    model.dispose();
  });

  it('ends an epoch where the data ends, with a warning, as Keras does', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const model = mean();
    const { seen, callback } = watch();
    await model.fit(x, y, { ...quiet, batchSize: 2, stepsPerEpoch: 3, epochs: 4, callbacks: [callback] });
    expect(seen.join(' ')).toBe('E0 0 1 2 E1 0 E2 0 1 2 E3 0');
    expect(warn).toHaveBeenCalledTimes(2);
    expect(warn.mock.calls[0]?.[0]).toMatch(/fit: the data ended after 1 of 3 batches of an epoch/);
    const long = watch();
    await model.fit(x, y, { ...quiet, batchSize: 2, stepsPerEpoch: 10, epochs: 2, callbacks: [long.callback] });
    expect(long.seen.join(' ')).toBe('E0 0 1 2 3 E1 0 1 2 3');
    model.dispose();
  });

  it('without a batch size says how large batches are, as in Keras', async () => {
    const model = mean();
    const { seen, callback } = watch();
    await model.fit(x, y, { ...quiet, stepsPerEpoch: 3, epochs: 2, callbacks: [callback] });
    expect(seen.join(' ')).toBe('E0 0 1 2 E1 0 1 2');
    model.dispose();
  });

  it('takes a generator without an end, and closes it', async () => {
    const model = mean();
    const closed = vi.fn();
    const { history } = await model.fit(batches(undefined, closed), { ...quiet, stepsPerEpoch: 3, epochs: 3 });
    expect(history.loss).toEqual([1, 4, 7]);
    expect(closed).toHaveBeenCalledTimes(1);
    model.dispose();
  });

  it('ends training where a generator ends', async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const model = mean();
    const { history, epoch } = await model.fit(batches(5), { ...quiet, stepsPerEpoch: 2, epochs: 9 });
    expect([history.loss, epoch]).toEqual([
      [0.5, 2.5, 4],
      [0, 1, 2],
    ]);
    await expect(model.fit(batches(3), { ...quiet, epochs: 2 })).rejects.toThrow(
      /a generator can be gone through once/,
    );
    model.dispose();
  });
});

describe('validationSteps and steps', () => {
  it('limit what is evaluated and predicted', async () => {
    const model = mean();
    const { seen, callback } = watch();
    const options = { ...quiet, batchSize: 4, validationBatchSize: 2, validationSteps: 3, epochs: 2 } as const;
    const { history } = await model.fit(x, y, { ...options, validationData: [x, y], callbacks: [callback] });
    expect(seen.join(' ')).toBe('E0 0 1 t0 t1 t2 E1 0 1 t0 t1 t2');
    expect(history.val_loss).toEqual([2.5, 2.5]);
    expect((await model.evaluate(x, y, { batchSize: 2, steps: 2 })).loss).toBe(1.5);
    const shapes: number[][] = [];
    for (const given of [{ batchSize: 2, steps: 2 }, { steps: 3 }, { batchSize: 2, steps: 4 }]) {
      const predicted = await model.predict(x, given);
      shapes.push(predicted.shape);
      predicted.dispose();
    }
    expect(shapes).toEqual([
      [4, 1],
      [8, 1],
      [8, 1],
    ]);
    model.dispose();
  });

  it('take generators without an end, which go on from validation to validation', async () => {
    const model = mean();
    const closed = vi.fn();
    const validationData = batches(undefined, closed);
    const { history } = await model.fit(x, y, { ...quiet, validationData, validationSteps: 2, epochs: 3 });
    expect(history.val_loss).toEqual([0.5, 2.5, 4.5]);
    expect(closed).toHaveBeenCalledTimes(1);
    expect((await model.evaluate(batches(undefined, closed), { steps: 3 })).loss).toBe(1);
    const predicted = await model.predict(batches(undefined, closed), { steps: 4 });
    expect(predicted.shape).toEqual([4, 1]);
    expect(closed).toHaveBeenCalledTimes(3);
    predicted.dispose();
    model.dispose();
  });
});

describe('a run that ends early', () => {
  it('closes the iterables', async () => {
    const model = mean();
    const closed = vi.fn();
    const stop: Callback = { onTrainBatchEnd: (batch, _logs, training) => void (batch === 1 && training.stop()) };
    await model.fit(batches(undefined, closed), { ...quiet, callbacks: [stop] });
    const fails: Callback = {
      onTrainBatchEnd: () => {
        throw new RangeError('mine');
      },
    };
    await expect(model.fit(batches(undefined, closed), { ...quiet, callbacks: [fails] })).rejects.toThrow('mine');
    expect(closed).toHaveBeenCalledTimes(2);
    model.dispose();
  });

  it('does not wait for a batch that is pending', async () => {
    const model = mean();
    const closed = vi.fn();
    const endless = {
      async *[Symbol.asyncIterator]() {
        try {
          yield [[[1]], [[0]]] as const;
          await new Promise(() => {});
        } finally {
          closed();
        }
      },
    };
    const before = tf.memory().numTensors;
    await expect(model.fit(endless, { ...quiet, signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/i);
    await expect(model.evaluate(endless, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/i);
    await expect(model.predict(endless, { signal: AbortSignal.timeout(50) })).rejects.toThrow(/timeout/i);
    expect(tf.memory().numTensors - before).toBe(2);
    model.dispose();
  });

  it('passes errors of iterables through as they are', async () => {
    const model = mean();
    const mine = new RangeError('mine');
    const failing = {
      *[Symbol.iterator]() {
        yield [[[1]], [[0]]] as const;
        throw mine;
      },
    };
    await expect(model.fit(failing, quiet)).rejects.toBe(mine);
    model.dispose();
  });
});

describe('misshapen iterables', () => {
  it.each([
    ['an iterator that is none', { [Symbol.iterator]: 5 }],
    ['an iterator without next', { [Symbol.iterator]: () => ({}) }],
    ['results that are no objects', { [Symbol.iterator]: () => ({ next: () => 5 }) }],
    ['batches that are none', new Set([5])],
    ['batches of a wrong length', new Set([[1, 2, 3, 4]])],
    ['no batches', new Set()],
  ])('%s', async (_, given) => {
    const model = mean();
    await expect(model.fit(given as never, quiet as never)).rejects.toThrow(DataError);
    await expect(model.evaluate(given as never)).rejects.toThrow(DataError);
    model.dispose();
  });

  it('as validation data are found before the first epoch', async () => {
    const model = mean();
    const { seen, callback } = watch();
    const validationData = new Set([[[['a']], [[0]]]]);
    const fit = () => model.fit(x, y, { ...quiet, validationData, callbacks: [callback] });
    await expect(fit()).rejects.toThrow("validationData.0 expects numbers (received 'a' at [0][0])");
    expect(seen).toEqual([]);
    model.dispose();
  });
});

describe('class weights', () => {
  it('are not used for validation', async () => {
    const inputs = Input([2]);
    const outputs = Dense(3, { kernelInitializer: 'ones', activation: 'softmax' })(inputs);
    const model = Model({ inputs, outputs }).compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    const data = [
      [1, 2],
      [3, 4],
      [5, 6],
      [7, 8],
    ];
    const classes = [
      [1, 0, 0],
      [0, 1, 0],
      [0, 0, 1],
      [1, 0, 0],
    ];
    const initial = await model.getWeights();
    const classWeight = { 0: 10, 1: 5, 2: 2 };
    const split = await model.fit(data, classes, { ...quiet, validationSplit: 0.5, classWeight });
    model.setWeights(initial);
    const own = await model.fit(data.slice(0, 2), classes.slice(0, 2), {
      ...quiet,
      classWeight,
      validationData: [data.slice(2), classes.slice(2)],
    });
    expect(split.history.val_loss).toEqual(own.history.val_loss);
    expect(split.history.loss).toEqual(own.history.loss);
    expect(own.history.loss[0]).toBeCloseTo(7.5 * Math.log(3), 4);
    model.dispose();
  });

  it('are those of each step, and labels are rounded', async () => {
    const inputs = Input([2, 3]);
    const probabilities = Model({ inputs, outputs: inputs });
    const uniform = [
      [
        [1 / 3, 1 / 3, 1 / 3],
        [1 / 3, 1 / 3, 1 / 3],
      ],
    ];
    const classWeight = { 0: 1, 1: 10, 2: 100 };
    const lossOf = async (loss: 'categoricalCrossentropy' | 'sparseCategoricalCrossentropy', targets: unknown) => {
      const frozen = Dense(3, { trainable: false });
      const model = Model({ inputs, outputs: frozen(inputs) }).compile({ optimizer: 'sgd', loss });
      frozen.setWeights([
        [
          [1, 0, 0],
          [0, 1, 0],
          [0, 0, 1],
        ],
        [0, 0, 0],
      ]);
      const { loss: value } = await model.trainOnBatch(uniform, targets as never, { classWeight });
      model.dispose();
      return value;
    };
    const expected = (Math.log(3) * (10 + 100)) / 2;
    expect(await lossOf('sparseCategoricalCrossentropy', [[1, 2]])).toBeCloseTo(expected, 3);
    expect(await lossOf('sparseCategoricalCrossentropy', [[[1], [2]]])).toBeCloseTo(expected, 3);
    expect(
      await lossOf('categoricalCrossentropy', [
        [
          [0, 1, 0],
          [0, 0, 1],
        ],
      ]),
    ).toBeCloseTo(expected, 3);
    probabilities.dispose();
    const binary = mean();
    const logs = await binary.trainOnBatch([[1], [1]], [[0.9], [0.1]], { classWeight: { 0: 3, 1: 5 } });
    expect(logs.loss).toBeCloseTo((5 * 0.1 + 3 * 0.9) / 2, 5);
    binary.dispose();
  });
});
