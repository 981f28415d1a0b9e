import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { Activation } from '../../src/layers/activation.js';
import { Input } from '../../src/layers/input.js';
import { expectClose } from './expect-close.js';
import { runLayer, runOutputs } from './run-layer.js';

beforeAll(() => setBackend('cpu'));

it('keeps the mask', () => {
  const input = Input([3]);
  const mask = tf.tensor([true, false], [2], 'bool');
  const [value] = runOutputs([input], [Activation('relu')(input)], [tf.ones([2, 3])], { masks: [mask] });
  expect(value?.mask?.arraySync()).toEqual([1, 0]);
});

it('takes an activation of the user, and integers', () => {
  const output = runLayer(
    Activation((x) => tf.mul(x, 1.5)),
    tf.tensor([1, 2], [1, 2], 'int32'),
  );
  expect(output.dtype).toBe('float32');
  expectClose(output, [1.5, 3], 1e-6, 'output');
});

it('does not take a list, or an unknown name', () => {
  // @ts-expect-error Activation expects one tensor (received several tensors)
  expect(() => Activation('relu')([Input([3])])).toThrow('Activation expects one tensor (received several tensors)');
  expect(() => Activation('rellu' as 'relu')).toThrow('Activation: activation expects an activation');
});
