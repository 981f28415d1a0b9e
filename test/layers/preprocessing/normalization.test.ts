import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, DataError, ShapeError, StateError } from '../../../src/errors.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input.js';
import { Normalization } from '../../../src/layers/preprocessing/normalization.js';
import { tensor } from '../../../src/tensor/create.js';
import { Model } from '../../../src/training/model.js';
import { expectClose } from '../expect-close.js';
import { runLayer } from '../run-layer.js';

// The expected numbers are those of Keras 3.15 on TensorFlow, which has adapted to the same data.
const rows = [
  [0, 7, 4],
  [2, 9, 6],
  [0, 7, 4],
  [2, 9, 6.5],
];
const cube = Float32Array.from({ length: 24 }, (_, index) => index ** 1.5);

describe.each(['cpu', 'wasm'] as const)('Normalization on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('learns a mean and a variance for each place on its axis', async () => {
    const before = tf.memory().numTensors;
    const layer = Normalization();
    expect([layer.mean, layer.variance]).toEqual([null, null]);
    await layer.adapt(rows);
    expect([layer.mean, layer.variance]).toEqual([
      [1, 8, 5.125],
      [1, 1, 1.296875],
    ]);
    tf.tidy(() => {
      expectClose(
        runLayer(layer, tf.tensor(rows.slice(0, 2))),
        [-1, -1, -0.9878783226, 1, 1, 0.7683498263],
        1e-5,
        'output',
      );
    });
    layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('learns one mean of all values, and of several axes', async () => {
    const one = Normalization({ axis: null });
    await one.adapt(rows);
    const both = Normalization({ axis: [-1, 1] });
    await both.adapt(tf.tidy(() => tf.tensor(cube, [2, 3, 4])));
    tf.tidy(() => {
      const expected = [-1.5395896435, 0.7493577003, -0.2316197157];
      expectClose(runLayer(one, tf.tensor(rows.slice(0, 1))), expected, 1e-5, 'of all values');
      const signs = cube.map((_, index) => (index < 12 ? -1 : 1));
      expectClose(runLayer(both, tf.tensor(cube, [2, 3, 4])), [...signs], 1e-5, 'on two axes');
    });
    expect((both.variance as number[][])[2]?.[3]).toBeCloseTo(1362.394287, 2);
  });

  it('takes a mean that is given, which repeats along axes that it does not have', () => {
    const layer = Normalization({ axis: [-1, 1], mean: [1, 2, 3, 4], variance: [1, 4, 9, 16] });
    tf.tidy(() => {
      const output = runLayer(layer, tf.tensor(cube, [2, 3, 4]));
      const [first, last] = [tf.slice(output, 0, 1), tf.slice(output, [1, 2, 0])];
      expectClose(
        tf.slice(first, [0, 0, 0], [1, 2, 4]),
        [-1, -0.5, -0.0571909733, 0.2990381718, 7, 4.5901699066, 3.8989794254, 3.6300644875],
        1e-5,
        'first',
      );
      expectClose(last, [88.4427185059, 47.117046356, 33.3963813782, 26.5760307312], 1e-5, 'last');
      expectClose(runLayer(Normalization({ mean: 3, variance: 0 }), tf.tensor([[4]])), [1e7], 1e-5, 'no variance');
    });
  });

  it('goes back', async () => {
    const layer = Normalization({ invert: true });
    await layer.adapt(rows);
    tf.tidy(() => {
      expectClose(runLayer(layer, tf.tensor([[1, 2, 3]])), [2, 10, 8.5414123535], 1e-5, 'output');
    });
  });

  it('passes gradients and masks, and makes floats of integers', () => {
    tf.tidy(() => {
      const layer = Normalization({ mean: [1, 2], variance: [4, 0.25] });
      const gradient = tf.grad((x) => runLayer(layer, x))(tf.tensor([[1, 2]]));
      expectClose(gradient, [0.5, 2], 1e-6, 'gradient');
      expect(runLayer(layer, tf.tensor([[3, 4]], [1, 2], 'int32')).dtype).toBe('float32');
    });
  });

  it('works in a model, by what it has learned last', async () => {
    const before = tf.memory().numTensors;
    const input = Input([3]);
    const layer = Normalization();
    const model = Model({ inputs: input, outputs: layer(input) });
    await expect(model.predict(rows)).rejects.toThrow(StateError);
    await expect(model.predict(rows)).rejects.toThrow(
      'Normalization expects a mean and a variance: give them, or call `adapt(data)` first (received none)',
    );
    await layer.adapt(rows);
    using first = await model.predict([[1, 8, 5.125]]);
    expect([...(await first.data())]).toEqual([0, 0, 0]);
    await layer.adapt(rows.map((row) => row.map((value) => value + 1)));
    using second = await model.predict([[1, 8, 5.125]]);
    expect([...(await second.data())].map((value) => value.toFixed(3))).toEqual(['-1.000', '-1.000', '-0.878']);
    await expect(layer.adapt([[1, 2]])).rejects.toThrow(/mean expects values of shape \(3\) \(received \(2\)\)/);
    using third = await model.predict([[1, 8, 5.125]]);
    expect(third.arraySync()).toEqual(second.arraySync());
    tf.dispose([first, second, third]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('adapt', () => {
  it('takes nested arrays, typed arrays, tensors and batches alike', async () => {
    await setBackend('wasm');
    const whole = tf.tensor(rows);
    const before = tf.memory().numTensors;
    const batches = [rows.slice(0, 3), rows.slice(3)];
    const datas = [
      rows.map((row) => Float32Array.from(row)),
      whole,
      batches.map((batch) => [batch] as const).values(),
      batches.map((batch) => [batch, [1, 2], [1, 1]] as const).values(),
      (async function* () {
        for (const batch of batches) {
          const given = tf.tensor(batch);
          yield given;
          given.dispose();
        }
      })(),
      { iterator: async () => dataset(batches) },
    ];
    for (const data of datas) {
      const layer = Normalization();
      await layer.adapt(data);
      expect(layer.mean).toEqual([1, 8, 5.125]);
      expect((layer.variance as number[]).map((value) => value.toFixed(6))).toEqual([
        '1.000000',
        '1.000000',
        '1.296875',
      ]);
    }
    const flat = Normalization({ axis: null });
    await flat.adapt(new Float64Array([1, 2, 3, 4, 5]));
    expect([flat.mean, flat.variance]).toEqual([3, 2]);
    expect(tf.memory().numTensors).toBe(before);
    whole.dispose();
  });

  it('reads no more batches than steps says', async () => {
    let count = 0;
    const endless = {
      *[Symbol.iterator]() {
        for (; ; count++) yield [[[count, 0]]] as const;
      },
    };
    const layer = Normalization();
    await layer.adapt(endless, { steps: 5 });
    expect(layer.mean).toEqual([2, 0]);
    expect(count).toBe(4);
    await expect(layer.adapt(endless, { steps: 0 })).rejects.toThrow(ArgumentError);
  });

  it('says what is wrong, and then leaves the layer as it was', async () => {
    const layer = Normalization({ name: 'scaled' });
    await layer.adapt(rows);
    const refused = async (data: unknown, message: string, kind: new (text: string) => Error = DataError) => {
      const adapting = layer.adapt(data as number[][]);
      await expect(adapting).rejects.toThrow(kind);
      await expect(adapting).rejects.toThrow(message);
    };
    await refused([['a']], "scaled.adapt: data expects numbers (received 'a' at [0][0])");
    await refused([[1, 2], [3]], 'scaled.adapt: data expects nested arrays of equal lengths');
    await refused(
      undefined,
      'scaled.adapt: data expects a tensor, a typed array or nested arrays (received undefined)',
    );
    await refused([], 'scaled.adapt expects at least one value (received none)');
    await refused(new Set(), 'scaled.adapt expects at least one batch (received none)');
    await refused(new Set([rows]), 'scaled.adapt expects batches of the form [x, y] or [x, y, sampleWeight]');
    await refused(
      new Set([[rows], [[[1, 2]]]]),
      'scaled.adapt expects batches of the sizes (3) on its axes (received (2))',
    );
    await refused(5, 'scaled.adapt: data expects a tensor, a typed array or nested arrays (received 5)');
    expect(layer.mean).toEqual([1, 8, 5.125]);
  });
});

/** What is used of a dataset of `@tensorflow/tfjs-data`. */
function dataset(batches: readonly unknown[]) {
  const left = [...batches];
  return {
    next: async () => {
      const xs = left.shift();
      return { value: { xs, ys: [1] }, done: xs === undefined };
    },
  };
}

it('writes what it has learned into its configuration', async () => {
  const layer = Normalization();
  await layer.adapt(rows);
  const { config } = toKerasConfig(layer);
  expect(config).toMatchObject({ axis: [-1], mean: [1, 8, 5.125], variance: [1, 1, 1.296875], invert: false });
  const read = fromKerasConfig({ module: 'keras.layers', class_name: 'Normalization', config });
  await setBackend('cpu');
  tf.tidy(() => {
    expect([...runLayer(read, tf.tensor([[1, 8, 5.125]])).dataSync()]).toEqual([0, 0, 0]);
  });
});

it('checks its options', () => {
  expect(() => Normalization({ mean: 1 })).toThrow(
    'Normalization expects mean and variance together (received mean without variance)',
  );
  expect(() => Normalization({ variance: 1 })).toThrow(ArgumentError);
  expect(() => Normalization({ mean: [1], variance: [1, 2] })).toThrow(
    'Normalization: mean and variance expect one shape, with at most as many axes as axis has, 1 (received (1) and (2))',
  );
  expect(() => Normalization({ axis: null, mean: [1], variance: [1] })).toThrow('as axis has, 0');
  expect(() => Normalization({ mean: 0, variance: -1 })).toThrow(
    'Normalization: variance expects a number that is 0 or',
  );
  // @ts-expect-error Normalization: axis expects an integer, or a list of different ones (received 0.5)
  expect(() => Normalization({ axis: 0.5 })).toThrow('Normalization: axis expects an integer');
});

it('says what does not fit', () => {
  // @ts-expect-error Normalization expects a known size on axis -1
  expect(() => Normalization()(Input([null]))).toThrow(
    new ShapeError('Normalization expects a known size on axis -1 (received (null, null))'),
  );
  // @ts-expect-error Normalization expects an input with an axis 2
  expect(() => Normalization({ axis: 2 })(Input([3]))).toThrow('Normalization expects an input with an axis 2');
  expect(() => Normalization({ mean: [1, 2], variance: [1, 2] })(Input([3]))).toThrow(
    new ShapeError('Normalization expects a size of 2 on axis 1, as its mean has (received (null, 3))'),
  );
  // @ts-expect-error layer expects numbers
  expect(() => Normalization()(Input([3], { dtype: 'string' }))).toThrow('layer expects numbers');
  // @ts-expect-error adapt is for layers that learn from data
  expect(Dense(3).adapt).toBeUndefined();
});

describe('the weights of Normalization', () => {
  it('are mean, variance and count, as in Keras, unless mean and variance are given', async () => {
    const layer = Normalization();
    const input = Input([4, 4, 3]);
    const model = Model({ inputs: input, outputs: layer(input) });
    // EfficientNetB0 has these 7 among its 5,330,571.
    expect(model.countParams()).toBe(7);
    expect(layer.weights.map(({ name, shape, isTrained }) => [name, shape, isTrained])).toEqual([
      ['mean', [3], false],
      ['variance', [3], false],
      ['count', [], false],
    ]);
    const pixel = new Float32Array([3, 1, 0]);
    const image = new Float32Array(48).map((_, index) => pixel[index % 3] as number);
    await expect(model.predict(tensor(image, [1, 4, 4, 3]))).rejects.toThrow(
      'Normalization expects a mean and a variance',
    );
    layer.setWeights([[1, 1, 0], [4, 1, 1], [16]]);
    using normalized = await model.predict(tensor(image, [1, 4, 4, 3]));
    expect([...(await normalized.data())].slice(0, 3)).toEqual([1, 0, 0]);
    expect(layer.mean).toEqual([1, 1, 0]);
    await layer.adapt(tensor(image, [1, 4, 4, 3]));
    expect((await layer.getWeights()).map((values) => [...values])).toEqual([[3, 1, 0], [0, 0, 0], [16]]);
    expect(layer.mean).toEqual([3, 1, 0]);
    model.dispose();
    const given = Normalization({ mean: 1, variance: 4 });
    given(Input([3]));
    expect(given.countParams()).toBe(0);
  });

  it('start from what has been learned before the layer was called', async () => {
    const layer = Normalization({ axis: null });
    await layer.adapt([[0], [2]]);
    layer(Input([1]));
    expect((await layer.getWeights()).map((values) => [...values])).toEqual([[1], [1], [2]]);
    layer.dispose();
  });
});
