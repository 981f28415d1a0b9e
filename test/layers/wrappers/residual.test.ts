import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { clearSession } from '../../../src/graph/create-layer.js';
import { Activation } from '../../../src/layers/activations/activation.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input.js';
import { Add } from '../../../src/layers/merging/arithmetic.js';
import { Dropout } from '../../../src/layers/regularization/dropout.js';
import { Residual } from '../../../src/layers/wrappers/residual.js';
import { runLayer, runOutputs } from '../run-layer.js';

const double = (x: tf.Tensor) => tf.mul(x, 2);
const triple = (x: tf.Tensor) => tf.mul(x, 3);

describe.each(['cpu', 'wasm'] as const)('Residual on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('adds the input, or what a shortcut makes of it, to what the branch makes of it', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const input = tf.tensor([1, 2], [1, 2]);
      expect(runLayer(Residual(Activation(double)), input).arraySync()).toEqual([[3, 6]]);
      expect(runLayer(Residual(Activation(double), Activation(triple)), input).arraySync()).toEqual([[5, 10]]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('keeps the mask of its input', () => {
    const input = Input([2, 3]);
    const masks = [tf.tensor([true, false], [1, 2], 'bool')];
    const output = Residual(Dropout(0.5))(input);
    expect(runOutputs([input], [output], [tf.ones([1, 2, 3])], { masks })[0]?.mask?.arraySync()).toEqual([[1, 0]]);
  });
});

it('has the weights of its layers, under its own name, and takes no name away', () => {
  clearSession();
  const block = Residual(Dense(4), Dense(4, { useBias: false }));
  block(Input([3]));
  expect(block.weights.map(({ path }) => path)).toEqual([
    'residual/dense/kernel',
    'residual/dense/bias',
    'residual/dense_1/kernel',
  ]);
  expect(Add().name).toBe('add');
});

it('blames its input where the branch does not fit, or changes the shape', () => {
  const block = Residual(Dense(9));
  // @ts-expect-error add expects inputs that broadcast to one shape
  expect(() => block(Input([8]))).toThrow(
    'add expects inputs that broadcast to one shape (received (null, 9) and (null, 8), which differ on axis 1)',
  );
  expect(block(Input([9])).shape).toEqual([null, 9]);
  // @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
  expect(() => Residual(Dense(9))(Input([null]))).toThrow('Dense expects');
  // @ts-expect-error Residual expects one tensor (received several tensors)
  expect(() => Residual(Add())([Input([9]), Input([9])])).toThrow(
    'Residual expects one tensor (received several tensors)',
  );
});

it('is made of layers', () => {
  expect(() => Residual((() => undefined) as never)).toThrow(ArgumentError);
  expect(() => Residual(Dense(1), 'straight' as never)).toThrow('Residual: shortcut expects a layer, or null');
});
