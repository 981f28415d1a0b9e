import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { GroupNormalization } from '../../../src/layers/normalization/group-normalization.js';
import {
  LayerNormalization,
  RMSNormalization,
  UnitNormalization,
} from '../../../src/layers/normalization/layer-normalization.js';
import { runLayer, runOutputs } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('normalizations on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('RMS scaling divides by the deviation, and subtracts nothing', () => {
    const layer = LayerNormalization({ rmsScaling: true, epsilon: 0 });
    const values = runLayer(layer, tf.tensor([[1, 3]])).dataSync();
    expect([...values].map((value) => value.toFixed(4))).toEqual(['1.0000', '3.0000']);
    expect(layer.weights.map(({ name }) => name)).toEqual(['gamma']);
    layer.dispose();
  });

  it('has as many weights as elements on several axes, in the order of the axes', () => {
    const layer = LayerNormalization({ axis: [2, 1] });
    tf.tidy(() => {
      const input = tf.randomUniform([2, 3, 4]);
      runLayer(layer, input);
      expect(layer.weights.map(({ shape }) => shape)).toEqual([
        [3, 4],
        [3, 4],
      ]);
      layer.setWeights([Float32Array.from({ length: 12 }, (_, index) => index), new Float32Array(12)]);
      const scaled = runLayer(layer, input);
      const plain = runLayer(LayerNormalization({ axis: [1, 2], scale: false, center: false }), input);
      const factors = tf.reshape(tf.range(0, 12), [1, 3, 4]);
      const distance = tf.max(tf.abs(tf.sub(scaled, tf.mul(plain, factors)))).dataSync()[0];
      expect(distance).toBeLessThan(1e-4);
    });
    layer.dispose();
  });

  it('puts the scale of RMSNormalization on its axis', () => {
    const layer = RMSNormalization({ axis: 1, epsilon: 0 });
    tf.tidy(() => {
      runLayer(layer, tf.ones([1, 2, 2]));
      layer.setWeights([[1, 2]]);
      expect(runLayer(layer, tf.ones([1, 2, 2])).arraySync()).toEqual([
        [
          [1, 1],
          [2, 2],
        ],
      ]);
    });
    layer.dispose();
  });

  it('has zeros and no NaN for what has no length', () => {
    tf.tidy(() => {
      const zeros = tf.zeros([1, 3]);
      expect(runLayer(UnitNormalization(), zeros).arraySync()).toEqual([[0, 0, 0]]);
      const gradient = tf.grad((x) => runLayer(UnitNormalization(), x))(zeros);
      expect(gradient.dataSync().some(Number.isNaN)).toBe(false);
      const whole = runLayer(UnitNormalization({ axis: [1, 2] }), tf.fill([1, 2, 2], 3));
      expect(whole.dataSync()[0]).toBeCloseTo(0.5, 6);
    });
  });

  it('keeps masks, but for RMSNormalization, and leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    const layers = [
      LayerNormalization(),
      GroupNormalization({ groups: 2 }),
      UnitNormalization(),
      RMSNormalization(),
    ] as const;
    tf.tidy(() => {
      const input = Input([3, 4], { dtype: 'int32' });
      const outputs = layers.map((layer) => layer(input));
      const masks = [tf.ones([2, 3], 'bool')];
      const values = runOutputs([input], outputs, [tf.ones([2, 3, 4], 'int32')], { masks });
      expect(values.map(({ mask }) => mask?.shape ?? null)).toEqual([[2, 3], [2, 3], [2, 3], null]);
      expect(values.map(({ tensor }) => tensor.dtype)).toEqual(Array(4).fill('float32'));
    });
    for (const layer of layers) layer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('checks its options', () => {
  // @ts-expect-error LayerNormalization: epsilon expects a number that is 0 or more (received -1)
  expect(() => LayerNormalization({ epsilon: -1 })).toThrow('LayerNormalization: epsilon expects a number that is 0');
  expect(() => LayerNormalization({ axis: [] })).toThrow(ArgumentError);
  // @ts-expect-error RMSNormalization: axis expects an integer, or a list of different ones (received 0.5)
  expect(() => RMSNormalization({ axis: 0.5 })).toThrow(ArgumentError);
  // @ts-expect-error GroupNormalization: groups expects a positive integer, or -1 (received 0)
  expect(() => GroupNormalization({ groups: 0 })).toThrow('GroupNormalization: groups expects a positive integer');
  // @ts-expect-error GroupNormalization: axis expects an integer other than 0, the batch (received 0)
  expect(() => GroupNormalization({ axis: 0 })).toThrow('GroupNormalization: axis expects an integer other than 0');
  expect(() => UnitNormalization({ axis: 'last' as never })).toThrow(ArgumentError);
});

it('says what does not fit', () => {
  // @ts-expect-error LayerNormalization expects a known size
  expect(() => LayerNormalization({ axis: [1, 2] })(Input([null, 4]))).toThrow(
    'LayerNormalization expects a known size on axis 1 (received (null, null, 4))',
  );
  // @ts-expect-error GroupNormalization expects a number of channels
  expect(() => GroupNormalization()(Input([8, 48]))).toThrow(
    'GroupNormalization expects a number of channels divisible by 32 groups (received 48, in (null, 8, 48))',
  );
});
