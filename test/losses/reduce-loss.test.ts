import * as tf from '@tensorflow/tfjs-core';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import {
  computeLoss,
  MeanSquaredError,
  type Reduction,
  reduceLoss,
  SparseCategoricalCrossentropy,
} from '../../src/losses/index.js';

describe('reduceLoss', () => {
  let before: number;
  beforeAll(() => setBackend('cpu'));
  beforeEach(() => {
    before = tf.memory().numTensors;
    tf.engine().startScope();
  });
  afterEach(() => {
    tf.engine().endScope();
    expect(tf.memory().numTensors).toBe(before);
  });

  const reduced = (values: tf.TensorLike, reduction: Reduction, weight?: tf.TensorLike, mask?: tf.TensorLike) =>
    reduceLoss(
      tf.tensor(values),
      reduction,
      weight === undefined ? undefined : tf.tensor(weight),
      mask === undefined ? undefined : tf.tensor(mask),
    ).arraySync();

  it.each([
    ['sumOverBatchSize', 3],
    ['mean', 3],
    ['sum', 9],
    ['meanWithSampleWeight', 3],
    ['none', [1, 2, 6]],
  ] as [Reduction, number | number[]][])('reduces by %s', (reduction, wanted) => {
    expect(reduced([1, 2, 6], reduction)).toEqual(wanted);
  });

  it.each([
    ['sumOverBatchSize', 13 / 3],
    ['mean', 13 / 3],
    ['sum', 13],
    ['meanWithSampleWeight', 13 / 4],
  ] as [Reduction, number][])('weighs, and reduces by %s', (reduction, wanted) => {
    expect(reduced([1, 8, 4], reduction, [1, 0, 3])).toBeCloseTo(wanted, 5);
  });

  it('divides by what the mask leaves', () => {
    expect(reduced([1, 2, 6], 'sumOverBatchSize', undefined, [1, 0, 1])).toBeCloseTo(3.5, 6);
    expect(reduced([1, 2, 6], 'sum', undefined, [1, 0, 1])).toBe(7);
    expect(reduced([1, 2, 6], 'meanWithSampleWeight', [1, 5, 3], [1, 0, 1])).toBeCloseTo(19 / 4, 6);
    expect(reduced([1, 2, 6], 'sumOverBatchSize', [1, 5, 3], [1, 0, 1])).toBeCloseTo(19 / 2, 6);
  });

  it('is 0, not NaN, where nothing counts', () => {
    expect(reduced([1, 2], 'sumOverBatchSize', undefined, [0, 0])).toBe(0);
    expect(reduced([1, 2], 'meanWithSampleWeight', [0, 0])).toBe(0);
    expect(reduceLoss(tf.zeros([0]), 'sumOverBatchSize').arraySync()).toBe(0);
  });

  it('takes a weight of a sample for all of its positions', () => {
    expect(
      reduced(
        [
          [1, 2],
          [3, 4],
        ],
        'sum',
        [1, 10],
      ),
    ).toBe(73);
    expect(
      reduced(
        [
          [1, 2],
          [3, 4],
        ],
        'sum',
        [[1], [10]],
      ),
    ).toBe(73);
    expect(
      reduced(
        [
          [1, 2],
          [3, 4],
        ],
        'sum',
        [1, 10],
        [
          [1, 0],
          [1, 1],
        ],
      ),
    ).toBe(71);
  });

  it('takes weights and losses in columns', () => {
    expect(reduced([1, 2], 'sum', [[1], [10]])).toBe(21);
    expect(reduced([[1], [2]], 'sum', [1, 10])).toBe(21);
  });

  it('takes boolean masks', () => {
    const mask = tf.tensor1d([1, 0], 'bool');
    expect(reduceLoss(tf.tensor1d([1, 2]), 'mean', undefined, mask).arraySync()).toBe(1);
  });

  it('joins the mask of a loss with that of its prediction', () => {
    const loss = SparseCategoricalCrossentropy({ ignoreClass: 0, fromLogits: true });
    const target = tf.tensor1d([1, 0, 1, 1], 'int32');
    const logits = tf.tensor2d([
      [0, 1],
      [5, 5],
      [0, 1],
      [9, 1],
    ]);
    const mask = tf.tensor1d([1, 1, 1, 0]);
    expect(computeLoss(loss, target, logits, { mask }).arraySync()).toBeCloseTo(Math.log(1 + Math.exp(-1)), 5);
  });

  it('has a gradient for each reduction', () => {
    const target = tf.zeros([2, 1]);
    const sampleWeight = tf.tensor1d([1, 3]);
    const gradients = (['mean', 'sum', 'meanWithSampleWeight'] as const).map((reduction) => {
      const compute = (output: tf.Tensor) =>
        computeLoss(MeanSquaredError({ reduction }), target, output, { sampleWeight });
      return [
        ...tf
          .grad(compute)(tf.ones([2, 1]))
          .dataSync(),
      ];
    });
    expect(gradients).toEqual([
      [1, 3],
      [2, 6],
      [0.5, 1.5],
    ]);
  });
});
