import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError } from '../../src/errors.js';
import { defineLayer } from '../../src/graph/define-layer.js';
import { Ones, Zeros } from '../../src/initializers/index.js';
import { Input } from '../../src/layers/core/input.js';
import { L2 } from '../../src/regularizers/index.js';
import type { Dimension, Shape } from '../../src/types/shape.js';
import type { ShapeFunction } from '../../src/types/shape-function.js';

beforeAll(() => setBackend('wasm'));

const same = {
  shape: (input: Shape) => input,
  forward: (input: tf.Tensor) => tf.clone(input),
};

it('weights have the options of their own name, or those that they state', () => {
  const scale = defineLayer({
    name: 'Scale',
    configure: () => ({
      kernelInitializer: Ones(),
      recurrentInitializer: Zeros(),
      depthInitializer: 'ones' as const,
      depthRegularizer: L2(0.1),
      activityRegularizer: null,
    }),
    weights: ([, features]) => ({
      kernel: [features as Dimension],
      recurrentKernel: [features as Dimension],
      factor: { shape: [features as Dimension], options: 'depth' },
      'inner/kernel': [2],
    }),
    ...same,
  });
  const layer = scale<ShapeFunction>({});
  layer(Input([3]));
  expect(layer.weights.map(({ path }) => path.replace(/^scale(_\d+)?/, ''))).toEqual([
    '/kernel',
    '/recurrent_kernel',
    '/factor',
    '/inner/kernel',
  ]);
  const sums = layer.weights.map((weight) =>
    [...weight.value.dataSync<'float32'>()].reduce((sum, value) => sum + value, 0),
  );
  expect(sums).toEqual([3, 0, 3, 2]);
  expect(layer.weights.map(({ regularizer }) => regularizer !== null)).toEqual([false, false, true, false]);
  layer.dispose();
});

it('an option that no weight uses is an error, to the compiler and at run time', () => {
  const definition = {
    name: 'Scale' as const,
    configure: () => ({ kernalInitializer: 'ones' as const }),
    weights: ([, features]: Shape) => ({ kernel: [features as Dimension] }),
    ...same,
  };
  // @ts-expect-error Scale expects a weight that uses kernal: one of that name, or { shape, options: "kernal" }
  const scale = defineLayer(definition);
  const message =
    'Scale expects a weight that uses kernal: one of that name, or { shape, options: "kernal" } ' +
    "(received 'kernalInitializer', did you mean 'kernelInitializer'?)";
  expect(() => scale<ShapeFunction>({})(Input([3]))).toThrow(new ArgumentError(message));
});
