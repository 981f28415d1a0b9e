import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import {
  ArgumentError,
  BatchNormalization,
  callbacks,
  DataError,
  Dense,
  Dropout,
  Input,
  initializers,
  loadModel,
  Model,
  ops,
  optimizers,
  ready,
  Sequential,
  StateError,
  setRandomSeed,
} from 'tupleflow';
import type { ModelWorker } from 'tupleflow/worker';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { FourthPower, Scale } from './own-classes.js';
import { sourceWorker, startTestWorker, url } from './test-worker.js';

const samples = 96;
const x = Float32Array.from({ length: samples * 6 }, (_, index) => Math.sin(index * 1.7));
const y = Float32Array.from({ length: samples * 3 }, (_, index) => (index % 3 === Math.floor(index / 3) % 3 ? 1 : 0));

const createModel = () =>
  Sequential([
    Input([6]),
    BatchNormalization(),
    Dense(8, { activation: 'relu' }),
    Dropout(0.3),
    Dense(3, { activation: 'softmax' }),
  ]).compile({ optimizer: optimizers.Adam(0.02), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });

/** A model that comes out the same each time. */
const createWithoutChance = () =>
  Sequential([
    Input([6]),
    Dense(8, { activation: 'relu', kernelInitializer: initializers.Constant(0.1) }),
    Dense(3, { activation: 'softmax', kernelInitializer: initializers.Identity() }),
  ]).compile({ optimizer: optimizers.Adam(0.02), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });

const quiet = { verbose: 0 } as const;

let worker: ModelWorker;
beforeAll(async () => {
  await ready();
  worker = startTestWorker({ classes: url('own-classes.ts') });
});
afterAll(() => worker.dispose());

async function weightsOf(model: { getWeights(): Promise<readonly ArrayLike<number>[]> }): Promise<unknown> {
  return (await model.getWeights()).map((values) => Array.from(values));
}

describe('a model in a worker', () => {
  it('trains to the same numbers, bit for bit, and goes on from there', async () => {
    expect(await worker.ready()).toBe('wasm');
    const options = { epochs: 3, batchSize: 16, validationSplit: 0.25, ...quiet };
    setRandomSeed(11);
    const here = createModel();
    const first = await here.fit(x, y, options);
    const second = await here.fit(x, y, options);
    const logs = await here.evaluate(x, y, quiet);
    setRandomSeed(11);
    const model = createModel();
    const remote = await worker.load(model);
    expect(await remote.fit(x, y, options)).toEqual(first);
    expect(await remote.fit(x, y, options)).toEqual(second);
    expect(await remote.evaluate(x, y, quiet)).toEqual(logs);
    expect(await weightsOf(model)).toEqual(await weightsOf(here));
    using predicted = await remote.predict(x, quiet);
    using expected = await here.predict(x, quiet);
    expect(predicted.shape).toEqual([samples, 3]);
    expect(predicted.dataSync()).toEqual(expected.dataSync());
    // The state of the optimizer comes when it is asked for, and this thread goes on as that one would.
    await remote.pull();
    setRandomSeed(5);
    const third = await here.fit(x, y, options);
    setRandomSeed(5);
    expect(await model.fit(x, y, options)).toEqual(third);
    await remote.dispose();
    await expect(remote.evaluate(x, y)).rejects.toThrow(
      'a model in a worker expects not to be disposed (received a call of one that is)',
    );
    model.dispose();
    here.dispose();
  });

  it('has the state that its optimizer has here', async () => {
    const options = { epochs: 1, ...quiet };
    setRandomSeed(2);
    const model = createModel();
    await model.fit(x, y, options);
    setRandomSeed(2);
    const other = createModel();
    await other.fit(x, y, options);
    const remote = await worker.load(other);
    setRandomSeed(3);
    const expected = await model.fit(x, y, options);
    setRandomSeed(3);
    expect(await remote.fit(x, y, options)).toEqual(expected);
  });

  it('copies data, and takes the memory that it is given', async () => {
    const remote = await worker.load(createModel());
    const [ownX, ownY] = [x.slice(), y.slice()];
    await remote.fit(ownX, ownY, quiet);
    expect([ownX, ownY]).toEqual([x, y]);
    await remote.fit(worker.transfer(ownX), ownY, quiet);
    expect([ownX.length, ownY.length]).toEqual([0, y.length]);
    expect(() => worker.transfer([1] as never)).toThrow(
      new ArgumentError('transfer expects a typed array (received [1])'),
    );
  });

  it('takes tensors, nested arrays and records by name, and leaves no tensors behind', async () => {
    const [left, right] = [Input([2], { name: 'left' }), Input([2], { name: 'right', dtype: 'int32' })];
    const model = Model({ inputs: { left, right }, outputs: { sum: Dense(1, { name: 'sum' })(left) } }).compile({
      loss: 'meanSquaredError',
    });
    const remote = await worker.load(model);
    const data = {
      left: tf.ones([4, 2]),
      right: [
        [1, 2],
        [3, 4],
        [5, 6],
        [7, 8],
      ],
    };
    await remote.fit(data, { sum: new Float32Array(4) }, quiet);
    const before = tf.memory().numTensors;
    const { sum } = await remote.predict(data, quiet);
    expect(sum.shape).toEqual([4, 1]);
    expect(tf.memory().numTensors).toBe(before + 1);
    sum.dispose();
    expect(data.left.isDisposed).toBe(false);
    data.left.dispose();
  });

  it('calls hooks here, in order, which set the learning rate and weights and stop the run', async () => {
    const model = createModel();
    const remote = await worker.load(model);
    const calls: string[] = [];
    const { epoch } = await remote.fit(x, y, {
      epochs: 9,
      batchSize: 48,
      validationData: [x, y],
      ...quiet,
      callbacks: [
        {
          onTrainBegin: (training) => void calls.push(`begin ${training.model === model} ${training.isValidated}`),
          onTrainBatchEnd: (batch, logs) => void calls.push(`batch ${batch} ${Object.keys(logs).join()}`),
          onEpochEnd: async (index, logs, training) => {
            calls.push(`epoch ${index} ${Object.keys(logs).join()} ${training.learningRate.toFixed(3)}`);
            training.learningRate /= 2;
            if (index < 1) return;
            training.stop();
            model.setWeights((await model.getWeights()).map((values) => new Float32Array(values.length)));
          },
        },
      ],
    });
    expect(epoch).toEqual([0, 1]);
    const batches = ['batch 0 loss,accuracy', 'batch 1 loss,accuracy'];
    const ends = [0.02, 0.01].map(
      (rate, index) => `epoch ${index} loss,accuracy,val_loss,val_accuracy ${rate.toFixed(3)}`,
    );
    expect(calls).toEqual(['begin true true', ...batches, ends[0], ...batches, ends[1]]);
    using predicted = await remote.predict(x, quiet);
    for (const share of predicted.dataSync()) expect(share).toBeCloseTo(1 / 3, 6);
  });

  it('restores the best weights by EarlyStopping, as here', async () => {
    const run = async (onWorker: boolean) => {
      setRandomSeed(4);
      const model = createModel();
      const stop = callbacks.EarlyStopping({ monitor: 'loss', mode: 'max', patience: 1, restoreBestWeights: true });
      const options = { epochs: 5, callbacks: [stop], ...quiet };
      const history = onWorker ? await (await worker.load(model)).fit(x, y, options) : await model.fit(x, y, options);
      return [history, await weightsOf(model)];
    };
    expect(await run(true)).toEqual(await run(false));
  });

  it('throws what a hook throws, and what a signal is aborted with, as the same object', async () => {
    const model = createModel();
    const remote = await worker.load(model);
    const thrown = { code: 7 };
    const onEpochEnd = () => {
      throw thrown;
    };
    await expect(remote.fit(x, y, { callbacks: [{ onEpochEnd }], ...quiet })).rejects.toBe(thrown);
    const controller = new AbortController();
    const reason = new DOMException('enough');
    const callback = { onTrainBatchEnd: (batch: number) => void (batch === 2 && controller.abort(reason)) };
    const run = remote.fit(x, y, { epochs: 10_000, signal: controller.signal, callbacks: [callback], ...quiet });
    await expect(run).rejects.toBe(reason);
    await expect(remote.fit(x, y, { signal: controller.signal, ...quiet })).rejects.toBe(reason);
    expect((await remote.fit(x, y, quiet)).epoch).toEqual([0]);
  });

  it('throws the errors of the model', async () => {
    const model = createModel();
    const remote = await worker.load(model);
    const calls: readonly ((one: typeof remote) => Promise<unknown>)[] = [
      (one) => one.fit(x.slice(1) as never, y),
      (one) => one.fit(x, y, { epochs: -1 as never }),
      (one) => one.fit(x, y, { callbacks: 3 as never }),
      (one) => one.fit(x, y, { callbacks: [{ onEpochEndd() {} }] as never }),
      (one) => one.fit(x, y, { signal: 3 as never }),
      (one) => one.predict([[1, 2]] as never),
    ];
    for (const call of calls) {
      const faults = await Promise.all(
        [model, remote].map((one) => call(one as typeof remote).catch((error: Error) => error)),
      );
      const [here, there] = faults.map((error) => [error?.constructor, String(error).split('\n')[0]]);
      expect([ArgumentError, DataError]).toContain(here?.[0]);
      expect(there).toEqual(here);
    }
    const fault = await remote.fit(x, y, { epochs: -1 as never }).catch((error: Error) => error.message);
    expect(fault).toMatch(
      /^fit: epochs expects .*\n {4}in sequential\w*\.fit, called at .*start-worker\.test\.ts:\d+:\d+$/,
    );
    const uncompiled = await worker.load(Sequential([Input([6]), Dense(1)]));
    await expect(uncompiled.fit(x, y.slice(0, samples))).rejects.toThrow(/fit expects a compiled model/);
  });

  it('says what can not be sent', async () => {
    const remote = await worker.load(createModel());
    await expect(remote.fit((() => x) as never, y)).rejects.toThrow(
      'fit.0 expects numbers, tensors, typed arrays, or lists and records of them, for a model in a worker (received a function)',
    );
    const backup = callbacks.BackupAndRestore('backup.bin');
    await expect(remote.fit(x, y, { callbacks: [backup] })).rejects.toThrow(
      /^fit: callbacks.0 expects a callback that/,
    );
    const own = Sequential([Input([6]), Dense(1, { name: 'out' })]);
    await expect(worker.load(own.compile({ loss: (a, b) => tf.sub(a, b) }))).rejects.toThrow(
      "load expects a loss of the library, or of losses.defineLoss in a module that the worker imports, for output 'out' " +
        '(received a function, which cannot be sent to a worker)',
    );
    await expect(worker.load(Dense(3) as never)).rejects.toThrow('load expects a model (received a Dense)');
  });

  it('saves the model of the moment, with the state of its optimizer, in callbacks of this thread', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tupleflow-worker-'));
    const options = { batchSize: 16, shuffle: false, ...quiet } as const;
    const path = (name: string) => join(folder, name);
    const model = createWithoutChance();
    await model.fit(x, y, { epochs: 4, ...options });
    const remote = await worker.load(createWithoutChance());
    const perEpoch = callbacks.ModelCheckpoint(path('epoch-{epoch}.keras'));
    const perBatch = callbacks.ModelCheckpoint(path('batch-{epoch}-{batch}.keras'), { saveFreq: 6 });
    await remote.fit(x, y, { epochs: 2, ...options, callbacks: [perEpoch, perBatch] });
    expect(perEpoch.path).toBe(path('epoch-2.keras'));
    expect(perBatch.path).toBe(path('batch-2-6.keras'));
    for (const saved of ['epoch-2.keras', 'batch-2-6.keras']) {
      const loaded = await loadModel(path(saved), { inputs: [null, 6], outputs: [null, 3] });
      await loaded.fit(x, y, { epochs: 2, ...options });
      const [resumed, expected] = [await loaded.getWeights(), await model.getWeights()];
      for (const [index, values] of resumed.entries()) {
        // Not to the last bit: threads that have run other models before may round in another way.
        for (const [place, value] of values.entries()) expect(value).toBeCloseTo(expected[index]?.[place] as number, 6);
      }
    }
    rmSync(folder, { recursive: true });
  });

  it('takes datasets of TensorFlow.js', async () => {
    const batches = Array.from({ length: 3 }, (_, index) => ({
      xs: x.slice(index * 192, (index + 1) * 192),
      ys: y.slice(index * 96, (index + 1) * 96),
    }));
    let passes = 0;
    // Tensors of batches are those of who makes them, here as for a model of this thread.
    const made: tf.Tensor[] = [];
    const dataset = () => ({
      async iterator() {
        passes++;
        const left = [...batches];
        return {
          async next() {
            const batch = left.shift();
            if (batch === undefined) return { done: true as const, value: null };
            const value = { xs: tf.tensor(batch.xs, [32, 6]), ys: tf.tensor(batch.ys, [32, 3]) };
            made.push(...Object.values(value));
            return { done: false as const, value };
          },
        };
      },
    });
    const model = createWithoutChance();
    const here = await model.fit(dataset(), { epochs: 2, ...quiet });
    const remote = await worker.load(createWithoutChance());
    const before = tf.memory().numTensors;
    const { history } = await remote.fit(dataset(), { epochs: 2, ...quiet });
    expect(history).toEqual(here.history);
    expect(passes).toBe(4);
    expect(await remote.evaluate(dataset(), quiet)).toEqual(await model.evaluate(dataset(), quiet));
    const batchesHere = 6 + 3 + 3;
    expect(made.length).toBe((6 + batchesHere) * 2);
    expect(tf.memory().numTensors - before).toBe(batchesHere * 2);
    tf.dispose(made);
  });

  it('takes batches one at a time, also those of a generator', async () => {
    let isAhead = 0;
    async function* batches() {
      for (let start = 0; start < samples; start += 32) {
        isAhead++;
        yield [x.slice(start * 6, (start + 32) * 6), y.slice(start * 3, (start + 32) * 3)] as const;
      }
    }
    const lists = [...Array(3)].map((_, index) => [
      x.slice(index * 192, index * 192 + 192),
      y.slice(index * 96, index * 96 + 96),
    ]);
    setRandomSeed(8);
    const here = createModel();
    const expected = await here.fit(new Set(lists) as never, { epochs: 2, ...quiet } as never);
    setRandomSeed(8);
    const remote = await worker.load(createModel());
    expect(await remote.fit(new Set(lists) as never, { epochs: 2, ...quiet } as never)).toEqual(expected);
    const seen: number[] = [];
    const onTrainBatchBegin = () => void seen.push(isAhead);
    await remote.fit(batches() as never, { callbacks: [{ onTrainBatchBegin }], ...quiet } as never);
    expect(isAhead).toBe(3);
    for (const [batch, ahead] of seen.entries()) expect(ahead).toBeLessThanOrEqual(batch + 2);
    const failing = (function* () {
      yield lists[0];
      throw new RangeError('no more');
    })();
    await expect(remote.fit(failing as never, quiet as never)).rejects.toThrow(new RangeError('no more'));
  });

  it('has layers and losses of a program', async () => {
    const train = async (onWorker: boolean) => {
      setRandomSeed(3);
      const model = Sequential([Input([6]), Scale({ start: 2 }), Dense(3)]).compile({ loss: FourthPower() });
      return onWorker ? (await worker.load(model)).fit(x, y, quiet) : model.fit(x, y, quiet);
    };
    expect(await train(true)).toEqual(await train(false));
  });

  it('has losses that have been added', async () => {
    const train = async (onWorker: boolean) => {
      setRandomSeed(3);
      const input = Input([6]);
      const output = Dense(3)(input);
      const model = Model({ inputs: input, outputs: output });
      model.addLoss(ops.mean(ops.square(output), -1));
      const compiled = model.compile({ loss: 'meanSquaredError' });
      return onWorker ? (await worker.load(compiled)).fit(x, y, quiet) : compiled.fit(x, y, quiet);
    };
    expect(await train(true)).toEqual(await train(false));
  });

  it('is one of several in a worker, which train at once', async () => {
    const [first, second] = await Promise.all([worker.load(createModel()), worker.load(createModel())]);
    const histories = await Promise.all([
      first.fit(x, y, { epochs: 2, ...quiet }),
      second.fit(x, y, { epochs: 3, ...quiet }),
    ]);
    expect(histories.map(({ epoch }) => epoch.length)).toEqual([2, 3]);
    const runs = [first.fit(x, y, { epochs: 300, ...quiet }), first.fit(x, y, quiet)];
    await expect(runs[1]).rejects.toThrow(StateError);
    await runs[0];
  });
});

describe('startWorker', () => {
  it('rejects what waits when the worker ends, or is ended', async () => {
    const thread = sourceWorker();
    const dying = startTestWorker({ worker: thread });
    const remote = await dying.load(createModel());
    const run = remote.fit(x, y, { epochs: 100_000, ...quiet });
    run.catch(() => {});
    await thread.terminate();
    await expect(run).rejects.toThrow(
      'a model in a worker expects the worker to go on (received its end: exit code 1)',
    );
    await expect(remote.evaluate(x, y)).rejects.toThrow(StateError);
    const ended = startTestWorker();
    const other = await ended.load(createModel());
    const last = other.fit(x, y, { epochs: 100_000, ...quiet });
    ended.dispose();
    await expect(last).rejects.toThrow(
      'a model in a worker expects a worker that is not disposed (received one that is)',
    );
    await expect(ended.load(createModel())).rejects.toThrow(StateError);
  });

  it('says what is wrong with its options', async () => {
    expect(() => startTestWorker({ classess: '' } as never)).toThrow(ArgumentError);
    expect(() => startTestWorker({ worker: 3 as never })).toThrow(
      new ArgumentError('startWorker: worker expects a Worker (received 3)'),
    );
    using missing = startTestWorker({ classes: url('nothing.ts') });
    await expect(missing.load(createModel())).rejects.toThrow(/nothing\.ts/);
  });

  it('runs models on another backend', async () => {
    const warn = vi.spyOn(console, 'warn').mockReturnValue(undefined);
    using other = startTestWorker({ backend: 'cpu' });
    expect(await other.ready()).toBe('cpu');
    expect((await (await other.load(createModel())).fit(x, y, quiet)).epoch).toEqual([0]);
    warn.mockRestore();
  });
});
