import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { clearSession } from '../../src/graph/create-layer.js';
import type { Value } from '../../src/graph/value.js';
import { Activation } from '../../src/layers/activations/activation.js';
import { Dense } from '../../src/layers/core/dense.js';
import { Input } from '../../src/layers/core/input.js';
import { Concatenate } from '../../src/layers/merging/concatenate.js';
import { Dropout } from '../../src/layers/regularization/dropout.js';
import { Flatten } from '../../src/layers/reshaping/reshape.js';
import { chainOfLayers } from '../../src/training/sequential.js';
import { runOutputs } from '../layers/run-layer.js';

beforeEach(clearSession);

describe.each(['cpu', 'wasm'] as const)('layers one after the other on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('give what they give when called so', () => {
    const before = tf.memory().numTensors;
    const [first, second] = [Dense(4, { activation: 'tanh' }), Dense(2)];
    const block = chainOfLayers([first, Activation('relu'), second]);
    const input = Input([3]);
    const [asBlock, oneByOne] = [block(input), second(Activation('relu')(first(input)))];
    tf.tidy(() => {
      const [left, right] = runOutputs([input], [asBlock, oneByOne], [tf.randomNormal([5, 3])]);
      expect(left?.tensor.arraySync()).toEqual(right?.tensor.arraySync());
    });
    block.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it('hand masks on, and say when to train', () => {
    const input = Input([2, 3]);
    const block = chainOfLayers([Dropout(1), Activation('linear')]);
    const masks = [tf.tensor([true, false], [1, 2], 'bool')];
    const run = (training: boolean) =>
      runOutputs([input], [block(input)], [tf.ones([1, 2, 3])], { masks, training })[0];
    expect(run(false)?.mask?.arraySync()).toEqual([[1, 0]]);
    expect(run(false)?.tensor.dataSync()[0]).toBe(1);
    expect(run(true)?.tensor.dataSync()[0]).toBe(0);
    const flat = chainOfLayers([Activation('linear'), Flatten()]);
    expect(runOutputs([input], [flat(input)], [tf.ones([1, 2, 3])], { masks })[0]?.mask).toBeNull();
  });

  it('train their weights', () => {
    tf.tidy(() => {
      const block = chainOfLayers([Dense(2), Dense(1)]);
      const input = Input([3]);
      const output = block(input);
      const variables = block.trainableWeights.map(({ value }) => value);
      expect(variables.length).toBe(4);
      const { grads } = tf.variableGrads(() => {
        const [value] = runOutputs([input], [output], [tf.ones([4, 3])]);
        return tf.sum((value as Value).tensor) as tf.Scalar;
      }, variables);
      for (const variable of variables) expect(grads[variable.name]?.shape).toEqual(variable.shape);
      block.dispose();
    });
  });
});

it('have the paths that Keras gives their weights', () => {
  const inner = chainOfLayers([Dense(4), Dense(2)]);
  const block = chainOfLayers([Flatten(), inner]);
  block(Input([3, 2]));
  expect(block.weights.map(({ path }) => path)).toEqual([
    'sequential_1/sequential/dense/kernel',
    'sequential_1/sequential/dense/bias',
    'sequential_1/sequential/dense_1/kernel',
    'sequential_1/sequential/dense_1/bias',
  ]);
  expect([block.name, block.className, block.countParams()]).toEqual(['sequential_1', 'Sequential', 38]);
  block.trainable = false;
  expect(block.trainableWeights).toEqual([]);
});

it('share their weights among calls, and are as they were after one that does not fit', () => {
  const input = Input([null, 6]);
  const inner = Dense(6);
  const block = chainOfLayers([Activation('relu'), chainOfLayers([inner]), Concatenate()]);
  // @ts-expect-error concatenate expects a list of tensors (received one tensor)
  expect(() => block(input)).toThrow('concatenate expects a list of tensors (received one tensor)');
  expect(block.weights).toEqual([]);

  const other = chainOfLayers([inner]);
  other(Input([3]));
  other(Input([5, 3]));
  expect(other.weights.length).toBe(2);
  expect(() => other(Input([4]))).toThrow('dense expects inputs like the ones it was built for, (null, 3)');
});

it('take a list where the first of them does', () => {
  const block = chainOfLayers([Concatenate(), Dense(3)]);
  expect(block([Input([2]), Input([4])]).shape).toEqual([null, 3]);
  expect(block.weights[0]?.shape).toEqual([6, 3]);
});

it('have different names, and are more than none', () => {
  const layer = Dense(3, { name: 'same' });
  expect(chainOfLayers([layer, layer])(Input([3])).shape).toEqual([null, 3]);
  expect(() => chainOfLayers([layer, Dense(3, { name: 'same' })])).toThrow(
    "Sequential expects its layers to have different names (received 'same' twice)",
  );
  expect(() => chainOfLayers([])).toThrow('Sequential expects at least one layer (received none)');
});
