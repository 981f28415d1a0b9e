import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input.js';
import { BatchNormalization } from '../../../src/layers/normalization/batch-normalization.js';
import { TimeDistributed } from '../../../src/layers/wrappers/time-distributed.js';
import { Model } from '../../../src/training/model.js';
import { expectClose } from '../expect-close.js';
import { runLayer } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('BatchNormalization on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('learns the statistics of batches in fit, and goes by them in predict', async () => {
    const before = tf.memory().numTensors;
    const input = Input([2]);
    const layer = BatchNormalization({ momentum: 0.5 });
    const model = Model({ inputs: input, outputs: layer(input) });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const x = [
      [1, 10],
      [3, 30],
    ];
    await model.fit(x, x, { epochs: 1, batchSize: 2, verbose: 0, shuffle: false });
    const [, , mean, variance] = (await layer.getWeights()) as readonly Float32Array[] as [
      Float32Array,
      Float32Array,
      Float32Array,
      Float32Array,
    ];
    expect([...mean]).toEqual([1, 10]);
    expect([...variance]).toEqual([1, 50.5]);
    const evaluated = await model.evaluate(x, x);
    expect(evaluated.loss).toBeGreaterThan(0);
    expect([...((await layer.getWeights())[2] as Float32Array)], 'evaluate changes nothing').toEqual([1, 10]);
    model.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('sees in its second call of a run what the first has made of its statistics', async () => {
    const [first, second] = [Input([1]), Input([1])];
    const layer = BatchNormalization({ momentum: 0.5, center: false, scale: false });
    const model = Model({ inputs: [first, second], outputs: [layer(first), layer(second)] });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    await model.trainOnBatch(
      [
        [[4], [4]],
        [[8], [8]],
      ],
      [
        [[0], [0]],
        [[0], [0]],
      ],
    );
    expect([...((await layer.getWeights())[0] as Float32Array)]).toEqual([5]);
    model.dispose();
  });

  it('is frozen with a model that it is part of: it goes by its statistics, and leaves them', async () => {
    const inner = Input([1]);
    const layer = BatchNormalization({ epsilon: 0 });
    const block = Model({ inputs: inner, outputs: layer(inner) });
    block.trainable = false;
    const input = Input([1]);
    const model = Model({ inputs: input, outputs: Dense(1, { kernelInitializer: 'ones' })(block(input)) });
    model.compile({ optimizer: 'sgd', loss: 'meanAbsoluteError' });
    const { loss } = await model.trainOnBatch([[3], [5]], [[0], [0]]);
    expect(loss).toBe(4);
    expect([...((await layer.getWeights())[2] as Float32Array)]).toEqual([0]);
    model.dispose();
  });

  it('normalizes each step on its own below TimeDistributed, as in Keras', () => {
    const layer = TimeDistributed(BatchNormalization({ epsilon: 0 }));
    tf.tidy(() => {
      const output = runLayer(
        layer,
        tf.tensor([
          [[1], [3]],
          [[5], [7]],
        ]),
        { training: true },
      );
      expectClose(output, [-1, -1, 1, 1], 1e-6, 'output');
    });
    layer.dispose();
  });

  // Made with Keras 3.15.1 on JAX: three calls in training on [[1, 2], [3, 5], [8, 4]] times 1, 2 and 3, then one without.
  it('brings batches to the moving statistics with renorm', async () => {
    const layer = BatchNormalization({
      renorm: true,
      renormClipping: { rmin: 0.5, rmax: 2, dmax: 1 },
      renormMomentum: 0.8,
      momentum: 0.9,
    });
    const batch = tf.tensor2d([
      [1, 2],
      [3, 5],
      [8, 4],
    ]);
    const outputs: number[][] = [];
    for (const factor of [1, 2, 3]) {
      const output = tf.tidy(() => runLayer(layer, tf.mul(batch, factor), { training: true }));
      outputs.push([...output.dataSync()]);
      output.dispose();
    }
    const last = tf.tidy(() => runLayer(layer, batch));
    outputs.push([...last.dataSync()]);
    tf.dispose([last, batch]);
    for (const [call, values] of expected.outputs.entries()) expectNear(outputs[call] as number[], values);
    const weights = await layer.getWeights();
    expect(layer.weights.map(({ name }) => name)).toEqual(expected.names);
    for (const [index, values] of expected.weights.entries()) expectNear(weights[index] as Float32Array, values);
    layer.dispose();
  });
});

const expected = {
  outputs: [
    [-1.037981, -0.666667, 0.320673, 2.333333, 3.717308, 1.333333],
    [-1.038069, -1.672398, 0.320644, 3.137918, 3.717426, 1.53448],
    [-1.038086, -1.672517, 0.320638, 3.138014, 3.717448, 1.534503],
    [-0.522565, -0.039895, 0.317571, 2.059837, 2.417912, 1.359926],
  ],
  names: ['gamma', 'beta', 'moving_mean', 'moving_variance', 'moving_stddev', 'renorm_mean', 'renorm_stddev'],
  weights: [
    [1, 1],
    [0, 0],
    [2.244, 2.057],
    [5.666096, 2.040337],
    [2.380566, 1.428754],
    [4.192, 3.842667],
    [3.597275, 1.819196],
  ],
};

function expectNear(values: ArrayLike<number>, expected: readonly number[]): void {
  expect(values.length).toBe(expected.length);
  for (const [index, value] of expected.entries()) expect(values[index]).toBeCloseTo(value, 4);
}

describe('BatchNormalization', () => {
  it.each([
    [{ axis: 0.5 }, 'BatchNormalization: axis expects an integer (received 0.5)'],
    [{ momentum: 2 }, 'BatchNormalization: momentum expects a number from 0 to 1 (received 2)'],
    [
      { synchronized: true as never },
      'BatchNormalization: synchronized expects false, because only one device is supported (received true)',
    ],
    [
      { renorm: true, renormClipping: { rmin: 3, rmax: 2 } },
      'BatchNormalization: renormClipping expects rmin of at most rmax, 2 (received 3)',
    ],
    [
      { renormClipping: { rmax: 2, rmx: 2 } as object },
      "BatchNormalization: renormClipping expects rmin, rmax and dmax (received 'rmx')",
    ],
  ])('%j is rejected', (options, message) => {
    expect(() => BatchNormalization(options)).toThrow(new ArgumentError(message));
  });

  it('needs the axis, and its size', () => {
    const call = (axis: number) =>
      (BatchNormalization({ axis }) as unknown as (input: object) => void)(Input([null, 4]));
    expect(() => call(1)).toThrow(
      new ShapeError('BatchNormalization expects a known size on axis 1 (received (null, null, 4))'),
    );
    expect(() => call(3)).toThrow(
      new ShapeError('BatchNormalization expects an input with an axis 3 (received (null, null, 4))'),
    );
  });
});
