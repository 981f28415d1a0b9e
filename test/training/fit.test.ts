import * as tf from '@tensorflow/tfjs-core';
import {
  Activation,
  type Callback,
  callbacks,
  Dense,
  Input,
  type Logs,
  Model,
  optimizers,
  setBackend,
  setRandomSeed,
  tensor,
  zeros,
} from 'tupleflow';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { classifier, samples, twoByTwo } from './small-model.js';

beforeAll(() => setBackend('wasm'));

const compile = { optimizer: 'adam', loss: 'categoricalCrossentropy', metrics: ['accuracy'] } as const;
const quiet = { verbose: 0 } as const;

/** How many tensors there are more after something than before. */
async function tensorsLeft(action: () => Promise<unknown>): Promise<number> {
  const before = tf.memory().numTensors;
  await action();
  return tf.memory().numTensors - before;
}

describe('fit', () => {
  it('learns', async () => {
    setRandomSeed(1);
    const model = classifier().compile({ ...compile, optimizer: optimizers.Adam({ learningRate: 0.02 }) });
    const { x, y } = samples(300);
    const { history } = await model.fit(x, y, { ...quiet, epochs: 40, batchSize: 20 });
    expect(history.accuracy?.at(-1)).toBeGreaterThan(0.9);
    expect(history.loss.at(-1)).toBeLessThan(history.loss[0] as number);
    model.dispose();
  });

  it('takes tensors, typed arrays, nested arrays, data by name and batches alike', async () => {
    const { x, y } = samples(10);
    const flat = { x: Float32Array.from(x.flat()), y: Float32Array.from(y.flat()) };
    const batches = [
      [x.slice(0, 4), y.slice(0, 4)],
      [x.slice(4, 8), y.slice(4, 8)],
      [x.slice(8), y.slice(8)],
    ] as const;
    const xs = tensor(x, [10, 4]);
    const ys = tensor(y, [10, 3]);
    const results: number[] = [];
    const options = { ...quiet, batchSize: 4, shuffle: false, epochs: 2 };
    const model = classifier().compile(compile);
    const initial = await model.getWeights();
    const run = async (fit: () => Promise<{ history: { loss: readonly number[] } }>) => {
      model.setWeights(initial);
      model.compile(compile);
      results.push((await fit()).history.loss.at(-1) as number);
    };
    await run(() => model.fit(xs, ys, options));
    await run(() => model.fit(flat.x, flat.y, options));
    await run(() => model.fit(x, y, options));
    await run(() => model.fit({ features: xs }, { classes: ys }, options));
    await run(() => model.fit(new Set(batches), options));
    await run(() =>
      model.fit(
        {
          async *[Symbol.asyncIterator]() {
            yield* batches;
          },
        },
        options,
      ),
    );
    for (const result of results) expect(result).toBeCloseTo(results[0] as number, 5);
    tf.dispose([xs, ys]);
    model.dispose();
  });

  it('is repeatable with a seed', async () => {
    const { x, y } = samples(30);
    const run = async () => {
      setRandomSeed(7);
      const model = classifier().compile(compile);
      const { history } = await model.fit(x, y, { ...quiet, epochs: 2, batchSize: 8 });
      model.dispose();
      return history.loss;
    };
    expect(await run()).toEqual(await run());
  });

  it('validates on a split or on data of its own, and leaves it out of training', async () => {
    const { x, y } = samples(20);
    const model = classifier().compile(compile);
    const sizes: number[] = [];
    const counter: Callback = {
      onTrainBatchEnd: (batch) => {
        sizes[batch] = (sizes[batch] ?? 0) + 1;
      },
    };
    const split = await model.fit(x, y, { ...quiet, batchSize: 5, validationSplit: 0.25, callbacks: [counter] });
    expect(sizes).toHaveLength(3);
    expect(Object.keys(split.history).sort()).toEqual(['accuracy', 'loss', 'val_accuracy', 'val_loss']);
    const own = await model.fit(x, y, { ...quiet, epochs: 4, validationFreq: 2, validationData: [x, y] });
    expect(own.history.val_loss).toHaveLength(2);
    model.dispose();
  });

  it('weighs samples and classes', async () => {
    const { x, y } = samples(12);
    const model = classifier().compile(compile);
    const all = await model.evaluate(x, y);
    const none = await model.evaluate(x, y, { sampleWeight: new Float32Array(12) });
    const twice = await model.evaluate(x, y, { sampleWeight: new Float32Array(12).fill(2) });
    expect(none.loss).toBe(0);
    expect(twice.loss).toBeCloseTo(2 * all.loss, 5);
    const weights = await model.getWeights();
    await model.trainOnBatch(x, y, { classWeight: { 0: 0, 1: 0, 2: 0 } });
    // Adam makes no step where the gradient is 0.
    expect(await model.getWeights()).toEqual(weights);
    model.dispose();
  });

  it('trains only what is trainable', async () => {
    const { x, y } = samples(8);
    const model = classifier().compile(compile);
    const [first, second] = [model.getLayer(1), model.getLayer(2)];
    first.trainable = false;
    const before = [await first.getWeights(), await second.getWeights()];
    await model.fit(x, y, quiet);
    expect(await first.getWeights()).toEqual(before[0]);
    expect(await second.getWeights()).not.toEqual(before[1]);
    expect(model.trainableWeights).toHaveLength(2);
    expect(model.nonTrainableWeights).toHaveLength(2);
    model.trainable = false;
    expect(model.trainableWeights).toHaveLength(0);
    const all = await model.getWeights();
    await model.fit(x, y, quiet);
    expect(await model.getWeights()).toEqual(all);
    model.dispose();
  });

  it('calls callbacks in order, waits for them, and stops where they ask', async () => {
    const { x, y } = samples(8);
    const model = classifier().compile(compile);
    const calls: string[] = [];
    const logs: Logs[] = [];
    const watcher: Callback = {
      onTrainBegin: () => void calls.push('begin'),
      onEpochBegin: async (epoch) => {
        await new Promise((resolve) => setTimeout(resolve, 1));
        calls.push(`epoch ${epoch}`);
      },
      onTrainBatchBegin: (batch) => void calls.push(`batch ${batch}`),
      onTrainBatchEnd: (batch, running, training) => {
        calls.push(`/batch ${batch}`);
        logs.push(running);
        if (logs.length === 3) training.stop();
      },
      onEpochEnd: (epoch) => void calls.push(`/epoch ${epoch}`),
      onTrainEnd: () => void calls.push('end'),
    };
    const { epoch } = await model.fit(x, y, { ...quiet, batchSize: 4, epochs: 9, callbacks: [watcher] });
    expect(epoch).toEqual([0, 1]);
    expect(calls).toEqual([
      'begin',
      'epoch 0',
      'batch 0',
      '/batch 0',
      'batch 1',
      '/batch 1',
      '/epoch 0',
      'epoch 1',
      'batch 0',
      '/batch 0',
      '/epoch 1',
      'end',
    ]);
    expect(Object.keys(logs[0] as Logs).sort()).toEqual(['accuracy', 'loss']);
    model.dispose();
  });

  it('ends with the reason of an abort, and the model can go on', async () => {
    const { x, y } = samples(8);
    const model = classifier().compile(compile);
    await model.fit(x, y, quiet);
    const controller = new AbortController();
    const stop: Callback = { onTrainBatchEnd: () => controller.abort(new Error('enough')) };
    const left = await tensorsLeft(() =>
      expect(model.fit(x, y, { ...quiet, batchSize: 2, signal: controller.signal, callbacks: [stop] })).rejects.toThrow(
        'enough',
      ),
    );
    expect(left).toBe(0);
    await model.fit(x, y, quiet);
    model.dispose();
  });

  it('lets timers have their turn', async () => {
    const { x, y } = samples(200);
    const model = classifier().compile(compile);
    const signal = AbortSignal.timeout(150);
    await expect(model.fit(x, y, { ...quiet, epochs: 100_000, batchSize: 1, signal })).rejects.toThrow(/timeout/i);
    model.dispose();
  });

  it('names epoch and batch where the loss is not a number, and stops where asked', async () => {
    const { x, y } = samples(12);
    (x[9] as number[])[0] = Number.NaN;
    const model = classifier().compile(compile);
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const options = { ...quiet, shuffle: false, batchSize: 4, epochs: 5, callbacks: [callbacks.TerminateOnNaN()] };
    const { epoch } = await model.fit(x, y, options);
    expect(warn.mock.calls.map(([text]) => text)).toEqual([
      expect.stringMatching(/the loss is NaN in epoch 1, batch 3/),
    ]);
    expect(epoch).toEqual([0]);
    warn.mockRestore();
    model.dispose();
  });

  it('shows a line for each epoch where there is no terminal', async () => {
    const { x, y } = samples(8);
    const model = classifier().compile(compile);
    const log = vi.spyOn(console, 'log').mockImplementation(() => {});
    await model.fit(x, y, { epochs: 2, verbose: 2 });
    expect(log.mock.calls.flat()).toEqual([
      expect.stringMatching(/^Epoch 1\/2 - [\d.]+s - loss: [\d.]+ - accuracy: [\d.]+$/),
      expect.stringMatching(/^Epoch 2\/2/),
    ]);
    log.mockRestore();
    model.dispose();
  });

  it('leaves no tensor behind, also where it throws', async () => {
    const { x, y } = samples(10);
    const model = classifier().compile(compile);
    await model.fit(x, y, quiet);
    const fails: Callback = {
      onEpochEnd: () => {
        throw new Error('mine');
      },
    };
    expect(await tensorsLeft(() => model.fit(x, y, { ...quiet, validationSplit: 0.2, batchSize: 3 }))).toBe(0);
    expect(await tensorsLeft(() => model.evaluate(x, y))).toBe(0);
    expect(await tensorsLeft(() => model.predict(x))).toBe(1);
    expect(await tensorsLeft(() => model.predictOnBatch(x))).toBe(1);
    expect(
      await tensorsLeft(() => expect(model.fit(x, y, { ...quiet, callbacks: [fails] })).rejects.toThrow('mine')),
    ).toBe(0);
    const wrong = [[1, 2, 3]] as unknown as number[][];
    expect(await tensorsLeft(() => expect(model.fit(wrong, y, quiet)).rejects.toThrow())).toBe(0);
    expect(await tensorsLeft(() => expect(model.evaluate(x, wrong.concat(y))).rejects.toThrow())).toBe(0);
    expect(await tensorsLeft(() => model.trainOnBatch(x, y).then(() => model.resetMetrics()))).toBe(0);
    model.dispose();
  });

  it('leaves no tensor behind where a loss throws', async () => {
    const { x, y } = samples(6);
    const model = classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    await model.fit(x, y, quiet);
    model.compile({
      optimizer: 'sgd',
      loss: (target, prediction) => {
        tf.mul(target, tf.square(prediction));
        throw new Error('my loss');
      },
    });
    const weights = await model.getWeights();
    expect(await tensorsLeft(() => expect(model.fit(x, y, quiet)).rejects.toThrow('my loss'))).toBe(0);
    expect(await tensorsLeft(() => expect(model.trainOnBatch(x, y)).rejects.toThrow('my loss'))).toBe(0);
    expect(await model.getWeights()).toEqual(weights);
    model.dispose();
  });

  it('takes weights and slots at the first use, and gives them back', async () => {
    const { x, y } = samples(4);
    const before = tf.memory().numTensors;
    const model = classifier().compile(compile);
    expect(tf.memory().numTensors).toBe(before);
    await model.fit(x, y, quiet);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('serves one call at a time', async () => {
    const { x, y } = samples(8);
    const model = classifier().compile(compile);
    const first = model.fit(x, y, quiet);
    await expect(model.fit(x, y, quiet)).rejects.toThrow(/expects functional\S*\.fit to have ended/);
    await first;
    model.dispose();
  });
});

describe('bad input', () => {
  const rejections: readonly (readonly [string, (model: ReturnType<typeof classifier>) => Promise<unknown>, RegExp])[] =
    [
      [
        'rank',
        (model) => model.fit([1, 2, 3, 4] as never, [[1, 0, 0]]),
        /x expects data of shape \(null, 4\) \(received \(4\)\)/,
      ],
      [
        'size',
        (model) => model.fit(zeros([2, 5]) as never, zeros([2, 3])),
        /x expects data of shape \(null, 4\) \(received \(2, 5\)\)/,
      ],
      [
        'dtype',
        (model) => model.fit(zeros([2, 4], 'int32') as never, zeros([2, 3])),
        /x expects float32 elements \(received int32\)/,
      ],
      [
        'targets',
        (model) => model.fit(zeros([2, 4]), zeros([2, 2]) as never),
        /y expects targets of shape \(null, 3\) for categoricalCrossentropy \(received \(2, 2\)\)/,
      ],
      [
        'lengths',
        (model) => model.fit(zeros([2, 4]), [[1, 0, 0]]),
        /as many targets as inputs.*\(received 2, 1 samples\)/,
      ],
      [
        'name',
        (model) => model.fit({ feature: zeros([2, 4]) } as never, zeros([2, 3])),
        /x expects names of inputs.*feature/,
      ],
      [
        'no targets',
        (model) => model.fit(zeros([2, 4])),
        /y expects a tensor, a typed array or nested arrays \(received undefined\)/,
      ],
      [
        'empty',
        (model) => model.fit(new Float32Array(0), new Float32Array(0)),
        /at least one sample \(received none\)/,
      ],
      ['no batches', (model) => model.fit(new Set<never>()), /expects at least one batch \(received none/],
      [
        'flat size',
        (model) => model.fit(new Float32Array(7), new Float32Array(6)),
        /x expects a multiple of 4 numbers/,
      ],
      [
        'batch size 0',
        (model) => model.fit([[1, 2, 3, 4]], [[1, 0, 0]], { batchSize: 0 as number }),
        /batchSize expects a positive integer \(received 0\)/,
      ],
      [
        'epochs',
        (model) => model.fit([[1, 2, 3, 4]], [[1, 0, 0]], { epochs: -1 as number }),
        /epochs expects an integer from 0 \(received -1\)/,
      ],
      [
        'split',
        (model) => model.fit([[1, 2, 3, 4]], [[1, 0, 0]], { validationSplit: 1 as number }),
        /validationSplit expects a number from 0 to less than 1/,
      ],
      ['sparse targets', (model) => model.fit([[1, 2, 3, 4]], [2]), /sparseCategoricalCrossentropy/],
      ['NaN target', (model) => model.fit([[1, 2, 3, 4]], [[1, Number.NaN, 0]]), /y.*NaN/],
      ['ragged', (model) => model.fit([[1, 2, 3, 4], [1]], [[1, 0, 0]]), /x expects nested arrays of equal lengths/],
      [
        'a string',
        (model) => model.fit('abc' as never, [[1, 0, 0]]),
        /x expects a tensor, a typed array or nested arrays \(received 'abc'\)/,
      ],
      [
        'sample weights',
        (model) => model.fit([[1, 2, 3, 4]], [[1, 0, 0]], { sampleWeight: [1, 2] }),
        /sampleWeight expects one weight for each of 1 samples \(received 2\)/,
      ],
    ];

  it.each(rejections)('%s', async (_, call, message) => {
    const model = classifier().compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    const weights = await model.getWeights();
    const before = tf.memory().numTensors;
    const given: tf.Tensor[] = [];
    await expect(call(model)).rejects.toThrow(message);
    tf.dispose(given);
    expect(await model.getWeights()).toEqual(weights);
    // What the call itself was given stays.
    expect(tf.memory().numTensors - before).toBeLessThanOrEqual(2);
    model.dispose();
  });

  it('labels out of range', async () => {
    const model = classifier().compile({ loss: 'sparseCategoricalCrossentropy' });
    await expect(model.fit([[1, 2, 3, 4]], [3])).rejects.toThrow(/y.*0 to 2.*received 3/);
    await expect(model.fit([[1, 2, 3, 4]], [[0, 0, 1]])).rejects.toThrow(/categoricalCrossentropy/);
    await model.fit([[1, 2, 3, 4]], [2], quiet);
    model.dispose();
  });

  it('a call before compile', async () => {
    const model = classifier();
    await expect(model.fit([[1, 2, 3, 4]], [[1, 0, 0]])).rejects.toThrow(
      /fit expects a compiled model \(received one that is not compiled\)/,
    );
    await expect(model.evaluate([[1, 2, 3, 4]], [[1, 0, 0]])).rejects.toThrow(/evaluate expects a compiled model/);
  });

  it('options of compile', () => {
    const model = twoByTwo();
    const loss = 'meanSquaredError';
    expect(() => model.compile({ loss: 'meanSquardError' as never })).toThrow(/did you mean 'meanSquaredError'/);
    expect(() => model.compile({ optimizer: 'adm' as never, loss })).toThrow(/did you mean 'adam'/);
    expect(() => model.compile({ loss, metrics: [['acuracy' as never], null] })).toThrow(/did you mean 'accuracy'/);
    expect(() => model.compile({ loss: [loss] as never })).toThrow(
      /loss expects one for each of the 2 outputs \(received 1\)/,
    );
    expect(() => model.compile({ loss: { sum: loss, flg: loss } as never })).toThrow(
      /names of outputs \(received 'flg', did you mean 'flag'\?\)\nThe names are 'sum', 'flag'/,
    );
    expect(() => model.compile({ loss, lossWeights: [1, Number.NaN] })).toThrow(/lossWeights expects finite numbers/);
  });
});

describe('several inputs and outputs', () => {
  it('takes data and targets by position or by name, in any order', async () => {
    const model = twoByTwo().compile({
      optimizer: 'sgd',
      loss: { sum: 'mse', flag: 'binaryCrossentropy' },
      lossWeights: { flag: 0.5 },
    });
    const left = [
      [1, 2, 3],
      [4, 5, 6],
    ];
    const right = [
      [1, 0],
      [0, 1],
    ];
    const byPosition = await model.evaluate(
      [left, right],
      [
        [[6], [15]],
        [[1], [0]],
      ],
    );
    const byName = await model.evaluate({ right, left }, { flag: [[1], [0]], sum: [[6], [15]] });
    expect(byName).toEqual(byPosition);
    expect(byPosition.loss).toBeCloseTo((byPosition.sum_loss as number) + 0.5 * (byPosition.flag_loss as number), 3);
    await expect(
      model.fit([left] as never, [
        [[6], [15]],
        [[1], [0]],
      ]),
    ).rejects.toThrow(/x expects a list of 2 \(received a list of 1\)/);
    await expect(
      model.fit({ left } as never, [
        [[6], [15]],
        [[1], [0]],
      ]),
    ).rejects.toThrow(/x expects right \(received nothing for it\)/);
    const [sum, flag] = await model.predict([left, right]);
    expect([sum.shape, flag.shape]).toEqual([
      [2, 1],
      [2, 1],
    ]);
    tf.dispose([sum, flag]);
    model.dispose();
  });

  it('trains the outputs that have a loss', async () => {
    const model = twoByTwo().compile({ optimizer: 'sgd', loss: { sum: 'mse' } });
    const flag = model.getLayer('flag');
    const before = await flag.getWeights();
    const logs = await model.trainOnBatch([[[1, 2, 3]], [[1, 0]]], [[[6]], [[1]]]);
    expect(Object.keys(logs).sort()).toEqual(['loss', 'sum_loss']);
    expect(await flag.getWeights()).toEqual(before);
    model.dispose();
  });
});

describe('an activation as a layer of its own', () => {
  it('is evaluated as one inside a layer', async () => {
    const inputs = Input([4]);
    const dense = Dense(3);
    const outputs = Activation('softmax')(Activation('linear')(dense(inputs)));
    const model = Model({ inputs, outputs }).compile({ optimizer: 'sgd', loss: 'categoricalCrossentropy' });
    const { x, y } = samples(6);
    const { loss } = await model.evaluate(x, y);
    expect(loss).toBeGreaterThan(0);
    const probabilities = await model.predict(x);
    const expected = tf.tidy(() => {
      const chosen = tf.sum(tf.mul(probabilities, tf.tensor2d(y)), -1);
      return tf.neg(tf.mean(tf.log(chosen))).dataSync()[0] as number;
    });
    expect(loss).toBeCloseTo(expected, 5);
    probabilities.dispose();
    model.dispose();
  });
});
