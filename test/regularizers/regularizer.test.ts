import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ArgumentError, ShapeError } from '../../src/errors.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import {
  defineRegularizer,
  L1,
  L1L2,
  L2,
  OrthogonalRegularizer,
  type Regularizer,
  type RegularizerName,
  resolveRegularizer,
} from '../../src/regularizers/index.js';
import { type BackendName, expectNoLeak, startBackend } from '../activations/backend.js';
import { expectClose } from '../activations/close.js';
import { golden } from '../golden/keras-numbers.js';

const cases = golden.regularizers;

const slope = (regularizer: Regularizer, weight: tf.Tensor) =>
  tf.grad((weight: tf.Tensor) => regularizer.penalty(weight))(weight);

describe.each<BackendName>(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(() => startBackend(backend));
  afterAll(() => tf.setBackend('cpu'));

  test.each(cases)(
    '$regularizer $config has the value of Keras, and its slope is that of its differences',
    (golden) => {
      const { regularizer: name, config } = golden;
      const regularizer = fromKerasConfig({ class_name: name, config }, { kind: 'regularizer' });
      expectNoLeak(() => {
        const weight = tf.tensor2d(golden.w, golden.shape);
        const penalty = regularizer.penalty(weight);
        expect(penalty.shape).toEqual([]);
        expectClose(penalty, [golden.value]);
        const differences = golden.w.map((_, index) => {
          const moved = (step: number) =>
            regularizer
              .penalty(
                tf.tensor2d(
                  golden.w.map((value, place) => value + (place === index ? step : 0)),
                  golden.shape,
                ),
              )
              .dataSync()[0] as number;
          return (moved(0.01) - moved(-0.01)) / 0.02;
        });
        expectClose(slope(regularizer, weight), differences, 3e-3);
      });
    },
  );

  test('what is 0 costs nothing and stays', () => {
    expectNoLeak(() => {
      for (const regularizer of [L1(), L2(), L1L2({ l1: 1, l2: 1 }), OrthogonalRegularizer()]) {
        const zeros = tf.zeros([2, 3]);
        expectClose(regularizer.penalty(zeros), [0]);
        expectClose(slope(regularizer, zeros), [0, 0, 0, 0, 0, 0]);
      }
    });
  });

  test('the slopes of L1 and L2', () => {
    expectNoLeak(() => {
      const weight = tf.tensor1d([-2, 0, 0.5]);
      expectClose(slope(L1(0.1), weight), [-0.1, 0, 0.1]);
      expectClose(slope(L2(0.1), weight), [-0.4, 0, 0.1]);
      expectClose(slope(L1L2({ l1: 0.1, l2: 0.1 }), weight), [-0.5, 0, 0.2]);
    });
  });

  test('orthogonal vectors cost nothing, in the mode that was chosen', () => {
    expectNoLeak(() => {
      const weight = tf.tensor2d([
        [1, 0],
        [0, 2],
        [0, 2],
      ]);
      // One pair of rows out of three is parallel.
      expectClose(OrthogonalRegularizer({ factor: 3 }).penalty(weight), [1]);
      expectClose(OrthogonalRegularizer({ factor: 3, mode: 'columns' }).penalty(weight), [0]);
      expectClose(slope(OrthogonalRegularizer({ factor: 3, mode: 'columns' }), weight), [0, 0, 0, 0, 0, 0]);
      expectClose(OrthogonalRegularizer().penalty(tf.tensor2d([[1, 2, 3]])), [0]);
    });
  });
});

test('OrthogonalRegularizer takes matrices', () => {
  tf.tidy(() => {
    expect(() => OrthogonalRegularizer().penalty(tf.zeros([2, 2, 2]))).toThrow(
      new ShapeError('OrthogonalRegularizer expects a weight with two axes (received (2, 2, 2))'),
    );
  });
});

test.each([
  // @ts-expect-error L1: l1 expects a number that is 0 or more (received -0.1)
  ['L1: l1 expects a number that is 0 or more (received -0.1)', () => L1(-0.1)],
  ['L2: l2 expects a number that is 0 or more (received NaN)', () => L2(Number.NaN)],
  ['L1L2: l2 expects a number that is 0 or more (received Infinity)', () => L1L2({ l2: Infinity })],
  [
    "OrthogonalRegularizer: mode expects one of 'rows', 'columns' (received 'row', did you mean 'rows'?)",
    () => OrthogonalRegularizer({ mode: 'row' as never }),
  ],
] as const)('%s', (message, make) => {
  expect(make).toThrow(new ArgumentError(message));
});

describe('resolveRegularizer', () => {
  const resolve = (identifier: unknown) =>
    resolveRegularizer(identifier as RegularizerName, 'dense: kernelRegularizer');

  test('nothing, a name, or a regularizer', () => {
    expect(resolve(null)).toBeNull();
    expect(resolve(undefined)).toBeNull();
    expect(resolve('l1')).toMatchObject({ className: 'L1', options: { l1: 0.01 } });
    expect(resolve('l2')).toMatchObject({ className: 'L2', options: { l2: 0.01 } });
    expect(resolve('l1l2')).toMatchObject({ className: 'L1L2', options: { l1: 0, l2: 0 } });
    expect(resolve('orthogonal')).toMatchObject({ className: 'OrthogonalRegularizer', options: { mode: 'rows' } });
    const own = defineRegularizer('Own', {}, (weight) => tf.sum(weight));
    expect(resolve(own)).toBe(own);
    expect(Object.isFrozen(own) && Object.isFrozen(own.options)).toBe(true);
  });

  test.each(['l3', 'valueOf', {}, 0.01, L2])('%s is none', (identifier) => {
    expect(() => resolve(identifier)).toThrow(ArgumentError);
    expect(() => resolve(identifier)).toThrow('dense: kernelRegularizer expects a regularizer (received ');
  });
});
