import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import { EinsumDense } from '../../../src/layers/core/einsum-dense.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { setRandomSeed } from '../../../src/random/random.js';
import { Model } from '../../../src/training/model.js';
import { runLayer, runOutputs } from '../run-layer.js';

beforeAll(() => setBackend('wasm'));

describe('EinsumDense', () => {
  it('starts from values that fit the axes that are inputs, and those that are units', async () => {
    const layer = EinsumDense('abc,cde->abde', [null, 20, 30]);
    layer(Input([7, 40]));
    const [kernel] = await layer.getWeights();
    const greatest = (kernel as Float32Array).reduce((most, value) => Math.max(most, value));
    // Glorot's limit for 40 inputs and 600 units.
    expect(greatest).toBeLessThanOrEqual(Math.sqrt(6 / 640));
    expect(greatest).toBeGreaterThan(0.99 * Math.sqrt(6 / 640));
    layer.dispose();
  });

  it('shares a kernel among all of the axes that ... stands for', () => {
    const layer = EinsumDense('...x,xy->...y', 2, {
      kernelInitializer: 'ones',
      biasAxes: 'y',
      biasInitializer: 'ones',
    });
    tf.tidy(() => {
      expect(runLayer(layer, tf.ones([2, 3])).arraySync()).toEqual([
        [4, 4],
        [4, 4],
      ]);
      expect(runLayer(layer, tf.ones([1, 2, 1, 3])).shape).toEqual([1, 2, 1, 2]);
    });
    expect(layer.weights.map(({ path, shape }) => [path.replace(/_\d+/, ''), shape])).toEqual([
      ['einsum_dense/kernel', [3, 2]],
      ['einsum_dense/bias', [2]],
    ]);
    layer.dispose();
  });

  it('takes integers for floats, and passes no mask on, as in Keras', () => {
    const words = Input([3], { dtype: 'int32' });
    const embedded = Embedding(4, 2, { maskZero: true })(words);
    const output = EinsumDense('abc,cd->abd', [null, 2])(embedded);
    const ofWords = EinsumDense('ab,bc->ac', 2, { kernelInitializer: 'ones' })(words);
    tf.tidy(() => {
      const feed = tf.tensor2d([[1, 0, 2]], undefined, 'int32');
      const [masked, summed] = runOutputs([words], [output, ofWords], [feed]);
      expect(masked?.mask).toBeNull();
      expect(summed?.tensor.arraySync()).toEqual([[3, 3]]);
    });
    for (const { producer } of [embedded, output, ofWords]) producer.layer.dispose();
  });

  it('learns, with an activation, a regularizer and a constraint, and leaves no tensors', async () => {
    setRandomSeed(1);
    const before = tf.memory().numTensors;
    const x = Input([2, 3]);
    const outputs = EinsumDense('abc,cd->abd', [null, 1], {
      biasAxes: 'bd',
      activation: 'tanh',
      kernelRegularizer: 'l2',
      kernelConstraint: 'unitNorm',
    })(x);
    const model = Model({ inputs: x, outputs });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    const { history } = await model.fit(new Float32Array(48).fill(0.5), new Float32Array(16).fill(0.9), {
      epochs: 10,
      verbose: 0,
    });
    // The first step makes the kernel one that the constraint allows, whatever that does to the loss.
    expect(history.loss.at(-1)).toBeLessThan(history.loss[1] as number);
    const [kernel] = await model.getWeights();
    expect(Math.hypot(...(kernel as Float32Array))).toBeCloseTo(1, 5);
    model.dispose();
    expect(tf.memory().numTensors - before).toBe(0);
  });

  const form = 'EinsumDense: equation expects a form such as ab,bc->ac, ...ab,bc->...ac or ab...,bc->ac...';
  it.each([
    ['ab,bc', 3, `${form} (received ab,bc)`],
    ['ab, bc->ac', 3, `${form} (received ab, bc->ac)`],
    ['ab,bc->ac', 0, 'EinsumDense: outputShape expects a positive integer (received 0)'],
    ['ab,bc->ac', [3, 4], 'EinsumDense: outputShape expects 1 sizes, for the labels c (received (3, 4))'],
    ['ab,bc->ac', null, 'EinsumDense: outputShape expects a list of sizes, or one (received null)'],
    [
      'ab,bc->ac',
      [null],
      'EinsumDense: outputShape expects a size for label c, which the input does not have (received (null))',
    ],
  ])('rejects %s with %j', (equation, target, message) => {
    const loose = EinsumDense as (...given: unknown[]) => unknown;
    expect(() => loose(equation, target)).toThrow(ArgumentError);
    expect(() => loose(equation, target)).toThrow(message);
  });

  it.each(['', 'b'])('rejects a bias along %j', (biasAxes) => {
    const loose = EinsumDense as (...given: unknown[]) => unknown;
    expect(() => loose('ab,bc->ac', 3, { biasAxes })).toThrow(
      `EinsumDense: biasAxes expects labels of the output, which are ac (received ${biasAxes})`,
    );
  });

  it('rejects an input with other sizes than the one that it was built for', () => {
    const layer: unknown = EinsumDense('ab,bc->ac', 3);
    const call = layer as (input: unknown) => unknown;
    call(Input([4]));
    expect(() => call(Input([5]))).toThrow(ShapeError);
    expect(() => call(Input([4, 4]))).toThrow(
      'EinsumDense expects an axis for each label of ab (received (null, 4, 4))',
    );
  });
});
