import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ConstraintName,
  defineConstraint,
  MaxNorm,
  MinMaxNorm,
  NonNeg,
  resolveConstraint,
  UnitNorm,
} from '../../src/constraints/index.js';
import { ArgumentError } from '../../src/errors.js';
import { fromKerasConfig } from '../../src/io/from-keras-config.js';
import { type BackendName, expectNoLeak, startBackend } from '../activations/backend.js';
import { expectClose } from '../activations/close.js';
import { golden } from '../golden/keras-numbers.js';

const cases = golden.constraints;

describe.each<BackendName>(['cpu', 'wasm'])('on %s', (backend) => {
  beforeAll(() => startBackend(backend));
  afterAll(() => tf.setBackend('cpu'));

  test.each(cases)('$constraint $config has the values of Keras', ({ constraint, config, shape, w, value }) => {
    expectNoLeak(() => {
      const projected = fromKerasConfig({ class_name: constraint, config }, { kind: 'constraint' }).project(
        tf.tensor2d(w, shape),
      );
      expect(projected.shape).toEqual(shape);
      expectClose(projected, value);
    });
  });

  test('vectors of zeros stay', () => {
    expectNoLeak(() => {
      for (const constraint of [MaxNorm(), MinMaxNorm({ minValue: 0.5 }), UnitNorm(), NonNeg()]) {
        expectClose(constraint.project(tf.zeros([2, 2])), [0, 0, 0, 0]);
      }
      expectClose(MaxNorm(0).project(tf.ones([2, 2])), [0, 0, 0, 0]);
    });
  });

  test('lengths go along one axis, along several, or along all', () => {
    expectNoLeak(() => {
      const weight = tf.fill([2, 2, 1, 3], 3);
      expectClose(UnitNorm({ axis: [0, 1, 2] }).project(weight), new Array(12).fill(1 / 2));
      expectClose(UnitNorm({ axis: -1 }).project(weight), new Array(12).fill(1 / Math.sqrt(3)));
      expectClose(MaxNorm(1, { axis: [0, 1, 2, 3] }).project(weight), new Array(12).fill(1 / Math.sqrt(12)));
      expectClose(MaxNorm(100).project(weight), new Array(12).fill(3));
    });
  });

  test('an axis that a weight does not have', () => {
    tf.tidy(() => {
      const message = 'MaxNorm: axis expects an integer from -1 to 0 (received 1)';
      expect(() => MaxNorm(1, { axis: 1 }).project(tf.ones([3]))).toThrow(new ArgumentError(message));
    });
  });
});

test.each([
  // @ts-expect-error MaxNorm: maxValue expects a number that is 0 or more (received -1)
  ['MaxNorm: maxValue expects a number that is 0 or more (received -1)', () => MaxNorm(-1)],
  // @ts-expect-error MinMaxNorm: rate expects a number from 0 to 1 (received 2)
  ['MinMaxNorm: rate expects a number from 0 to 1 (received 2)', () => MinMaxNorm({ rate: 2 })],
  ['MinMaxNorm: rate expects a number from 0 to 1 (received NaN)', () => MinMaxNorm({ rate: Number.NaN })],
  ['MinMaxNorm: maxValue expects a number that is 2 or more (received 1)', () => MinMaxNorm({ minValue: 2 })],
] as const)('%s', (message, make) => {
  expect(make).toThrow(new ArgumentError(message));
});

test('axes that are the same are an error', () => {
  const weight = tf.ones([2, 3]);
  expect(() => UnitNorm([0, -2]).project(weight)).toThrow('UnitNorm: axis expects different axes (received [0, -2])');
  weight.dispose();
});

describe('resolveConstraint', () => {
  const resolve = (identifier: unknown) => resolveConstraint(identifier as ConstraintName, 'dense: kernelConstraint');

  test('nothing, a name, or a constraint', () => {
    expect(resolve(null)).toBeNull();
    expect(resolve(undefined)).toBeNull();
    expect(resolve('maxNorm')).toMatchObject({ className: 'MaxNorm', options: { maxValue: 2, axis: 0 } });
    expect(resolve('minMaxNorm')).toMatchObject({ options: { minValue: 0, maxValue: 1, rate: 1, axis: 0 } });
    expect(resolve('nonNeg')).toMatchObject({ className: 'NonNeg', options: {} });
    expect(resolve('unitNorm')).toMatchObject({ className: 'UnitNorm', options: { axis: 0 } });
    const own = defineConstraint('Own', {}, (weight) => weight);
    expect(resolve(own)).toBe(own);
    expect(Object.isFrozen(own) && Object.isFrozen(own.options)).toBe(true);
  });

  test.each(['max_norm', 'isPrototypeOf', {}, 2])('%s is none', (identifier) => {
    expect(() => resolve(identifier)).toThrow(ArgumentError);
    expect(() => resolve(identifier)).toThrow('dense: kernelConstraint expects a constraint (received ');
  });
});
