import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { clearSession } from '../../../src/graph/create-layer.js';
import { fromKerasConfig } from '../../../src/io/from-keras-config.js';
import { toKerasConfig } from '../../../src/io/to-keras-config.js';
import { Activation } from '../../../src/layers/activations/activation.js';
import { Dense } from '../../../src/layers/core/dense.js';
import { Embedding } from '../../../src/layers/core/embedding.js';
import { Input } from '../../../src/layers/core/input.js';
import { MaxPooling2D } from '../../../src/layers/pooling/max-pooling.js';
import { Rescaling } from '../../../src/layers/preprocessing/rescaling.js';
import { Dropout } from '../../../src/layers/regularization/dropout.js';
import { repeat } from '../../../src/layers/wrappers/repeat.js';
import { Residual } from '../../../src/layers/wrappers/residual.js';
import { Model } from '../../../src/training/model.js';
import { Sequential } from '../../../src/training/sequential.js';
import { runLayer, runOutputs } from '../run-layer.js';

const double = (x: tf.Tensor) => tf.mul(x, 2);

describe.each(['cpu', 'wasm'] as const)('repeat on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('calls one copy after the other', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const input = tf.tensor([1, 2], [1, 2]);
      expect(
        runLayer(
          repeat(3, () => Activation(double)),
          input,
        ).arraySync(),
      ).toEqual([[8, 16]]);
      expect(
        runLayer(
          repeat(0, () => Activation(double)),
          input,
        ).arraySync(),
      ).toEqual([[1, 2]]);
      const powers = repeat(3, (index) => Activation((x) => tf.add(x, 10 ** index)));
      expect(runLayer(powers, input).arraySync()).toEqual([[112, 113]]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it('passes masks on', () => {
    const input = Input([2, 3]);
    const masks = [tf.tensor([true, false], [1, 2], 'bool')];
    for (const times of [0, 2]) {
      const output = repeat(times, () => Residual(Dropout(0.5)))(input);
      expect(runOutputs([input], [output], [tf.ones([1, 2, 3])], { masks })[0]?.mask?.arraySync()).toEqual([[1, 0]]);
    }
  });

  it('trains each copy', async () => {
    const inputs = Input([4]);
    const model = Model({ inputs, outputs: repeat(2, () => Dense(4))(inputs) });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const before = await model.getWeights();
    await model.fit(new Float32Array(8).fill(1), new Float32Array(8), { verbose: 0, epochs: 1 });
    const after = await model.getWeights();
    expect(after.map((weight, index) => String(weight) === String(before[index]))).toEqual(Array(4).fill(false));
    model.dispose();
  });
});

it('has the weights of all copies, under its own name', () => {
  clearSession();
  const trunk = repeat(2, () => Dense(3));
  expect(trunk(Input([4])).shape).toEqual([null, 3]);
  expect(trunk.name).toBe('repeat');
  expect(trunk.weights.map(({ path, shape }) => [path, shape])).toEqual([
    ['repeat/dense/kernel', [4, 3]],
    ['repeat/dense/bias', [3]],
    ['repeat/dense_1/kernel', [3, 3]],
    ['repeat/dense_1/bias', [3]],
  ]);
  expect(repeat(2, () => Dense(3), { name: 'trunk' }).name).toBe('trunk');
});

it('shares the weights of a layer that is not made anew', () => {
  const shared = Dense(4);
  const trunk = repeat(5, () => shared);
  trunk(Input([4]));
  expect(trunk.countParams()).toBe(20);
});

it('follows the shape from copy to copy', () => {
  expect(repeat(3, () => MaxPooling2D(2))(Input([32, 32, 4])).shape).toEqual([null, 4, 4, 4]);
  const pooled = repeat(6, () => MaxPooling2D(2));
  // @ts-expect-error MaxPooling2D expects a height of at least 2, the size of its window (received 1, in (null, 1, 1, 4))
  expect(() => pooled(Input([32, 32, 4]))).toThrow('MaxPooling2D expects a height of at least 2');
  expect(repeat(2, (index) => Dense(index === 0 ? 8 : 4))(Input([3])).shape).toEqual([null, 4]);
});

it('has no weights where it has no copies, and expects a block that keeps the shape', () => {
  const none = repeat(0, () => Dense(4));
  expect(none(Input([4])).shape).toEqual([null, 4]);
  expect(none.countParams()).toBe(0);
  // @ts-expect-error repeat expects a block that keeps the shape of its input
  expect(() => none(Input([3]))).toThrow(
    'repeat expects a block that keeps the shape of its input, where it is repeated 0 times (received (null, 4) for (null, 3))',
  );
  const typed = repeat(0, () => Embedding(3, 4));
  // @ts-expect-error repeat expects a block that keeps the shape of its input
  expect(() => typed(Input([3], { dtype: 'int32' }))).toThrow('(received (null, 3, 4) for (null, 3))');
  const scaled = repeat(0, () => Rescaling(2));
  expect(scaled(Input([3])).shape).toEqual([null, 3]);
  expect(() => scaled(Input([3], { dtype: 'int32' }))).toThrow('(received float32 for int32)');
});

it('is copied, written and read with all its copies', () => {
  const trunk = repeat(2, (index) => Dense(3, { activation: index === 0 ? 'relu' : null }), { name: 'trunk' });
  const config = toKerasConfig(trunk);
  expect(config).toMatchObject({ class_name: 'Repeat', registered_name: 'tupleflow>Repeat', config: { times: 2 } });
  const read = fromKerasConfig(config);
  expect(read.layers.map(({ name }) => name)).toEqual(trunk.layers.map(({ name }) => name));
  expect(toKerasConfig(read)).toEqual(config);
  const none = toKerasConfig(repeat(0, () => Dense(3)));
  expect(toKerasConfig(fromKerasConfig(none))).toEqual(none);
  const nested = Sequential([trunk, repeat(2, () => Residual(Dense(3)))]);
  nested(Input([5]));
  expect(nested.countParams()).toBe(18 + 12 + 24);
});

it('rejects what is not a number of copies, and what does not make layers', () => {
  // @ts-expect-error repeat: times expects an integer from 0 (received -1)
  expect(() => repeat(-1, () => Dense(1))).toThrow('repeat: times expects an integer from 0 (received -1)');
  // @ts-expect-error repeat: times expects an integer from 0 (received 1.5)
  expect(() => repeat(1.5, () => Dense(1))).toThrow(ArgumentError);
  expect(() => repeat(1e9, () => Dense(1))).toThrow('repeat: times expects an integer from 0 to 100000');
  expect(() => repeat(2, Dense(1) as never)).toThrow(
    'repeat: block expects a function that returns a layer (received a layer)',
  );
  expect(() => repeat(2, 'dense' as never)).toThrow('repeat: block expects a function that returns a layer');
  expect(() => repeat(2, (() => 3) as never)).toThrow('(received one that returns 3)');
  expect(() => repeat(2, () => Dense(1, { name: 'same' }))).toThrow(
    "repeat expects its layers to have different names (received 'same' twice)",
  );
});
