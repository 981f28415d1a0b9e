import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { clearSession } from '../../../src/graph/create-layer.js';
import { defineLayer } from '../../../src/graph/define-layer.js';
import { Activation } from '../../../src/layers/activations/activation.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Input } from '../../../src/layers/core/input.js';
import { Add } from '../../../src/layers/merging/arithmetic.js';
import { Concatenate } from '../../../src/layers/merging/concatenate.js';
import { Flatten } from '../../../src/layers/reshaping/reshape.js';
import { Parallel } from '../../../src/layers/wrappers/parallel.js';
import { chainOfLayers } from '../../../src/training/sequential.js';
import type { Shape } from '../../../src/types/shape.js';
import type { ShapeFunction } from '../../../src/types/shape-function.js';
import { runLayer, runOutputs } from '../run-layer.js';

/** A layer that gives its input two times. */
interface TwiceShape extends ShapeFunction {
  readonly output: [this['input'], this['input']];
}
const twice = defineLayer({
  name: 'Twice',
  configure: () => ({}),
  shape: (input: Shape) => [input, input],
  forward: (input: tf.Tensor) => [input, input],
});

describe.each(['cpu', 'wasm'] as const)('Parallel on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('merges what all towers make of the same input, in their order', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const input = tf.tensor([1, 2], [1, 2]);
      const towers = [Activation((x) => tf.mul(x, 2)), Activation('linear')] as const;
      expect(runLayer(Parallel(towers, Concatenate()), input).arraySync()).toEqual([[2, 4, 1, 2]]);
      expect(runLayer(Parallel(towers, Add()), input).arraySync()).toEqual([[3, 6]]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('merges masks as its merging layer does', () => {
    const input = Input([2, 3]);
    const masks = [tf.tensor([true, false], [1, 2], 'bool')];
    const output = Parallel([Activation('relu'), Activation('tanh')], Concatenate({ axis: 1 }))(input);
    expect(runOutputs([input], [output], [tf.ones([1, 2, 3])], { masks })[0]?.mask?.arraySync()).toEqual([
      [1, 0, 1, 0],
    ]);
  });
});

it('has the weights of its towers, under its own name', () => {
  clearSession();
  const block = Parallel([Dense(4), Dense(2, { useBias: false })], Concatenate());
  const integers = Parallel([Flatten(), Flatten()], Concatenate())(Input([2], { dtype: 'int32' }));
  expect(block(Input([3])).shape).toEqual([null, 6]);
  expect(block.weights.map(({ path }) => path)).toEqual([
    'parallel/dense/kernel',
    'parallel/dense/bias',
    'parallel/dense_1/kernel',
  ]);
  expect(integers.dtype).toBe('int32');
});

it('blames its input where a tower does not fit, or the towers do not fit each other, and is as it was', () => {
  const dense = Dense(4);
  const block = Parallel([dense, Flatten()], Concatenate());
  // @ts-expect-error concatenate expects inputs of the same rank
  expect(() => block(Input([3, 2]))).toThrow(
    'concatenate expects inputs of the same rank (received (null, 3, 4) and (null, 6))',
  );
  expect(block.weights).toEqual([]);
  expect(block(Input([5])).shape).toEqual([null, 9]);
  // @ts-expect-error Dense expects (batch, ..., features) with a known number of features (received (null, null))
  expect(() => Parallel([Flatten(), Dense(3), Dense(4)], Add())(Input([null]))).toThrow('Dense expects');
});

it('takes one tensor from each tower', () => {
  const block = Parallel([chainOfLayers([Flatten()]), twice<TwiceShape>({})], Concatenate());
  // @ts-expect-error Parallel expects one tensor from each of its layers (received several tensors)
  expect(() => block(Input([3]))).toThrow(
    'Parallel expects one tensor from each of its layers (received several tensors)',
  );
});

it('is made of layers', () => {
  // @ts-expect-error Parallel: towers expects a list of layers (received [])
  expect(() => Parallel([], Concatenate())).toThrow(ArgumentError);
  // @ts-expect-error Parallel: towers expects layers (received 3 at 1)
  expect(() => Parallel([Dense(1), 3], Concatenate())).toThrow('Parallel: towers expects layers (received 3 at 1)');
  expect(() => Parallel([Dense(1)], [] as never)).toThrow('Parallel: merge expects a layer');
});
