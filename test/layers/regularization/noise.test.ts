import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import { Input } from '../../../src/layers/core/input.js';
import { AlphaDropout, GaussianDropout, GaussianNoise } from '../../../src/layers/regularization/noise.js';
import {
  SpatialDropout1D,
  SpatialDropout2D,
  SpatialDropout2DChannelsFirst,
  SpatialDropout3D,
  SpatialDropout3DChannelsFirst,
} from '../../../src/layers/regularization/spatial-dropout.js';
import { runLayer, runOutputs } from '../run-layer.js';

const ofRate: Readonly<Record<string, (rate: number, options?: object) => AnyLayer>> = {
  SpatialDropout1D,
  SpatialDropout2D,
  SpatialDropout3D,
  GaussianDropout,
  AlphaDropout,
};
function moments(values: ArrayLike<number>): { readonly mean: number; readonly deviation: number } {
  const numbers = Array.from(values);
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length;
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / numbers.length) };
}

const all = [
  ['SpatialDropout1D', (seed: number) => SpatialDropout1D(0.5, { seed })],
  ['GaussianNoise', (seed: number) => GaussianNoise(0.5, { seed })],
  ['GaussianDropout', (seed: number) => GaussianDropout(0.5, { seed })],
  ['AlphaDropout', (seed: number) => AlphaDropout(0.5, { seed })],
] as const;

describe.each(['cpu', 'wasm'] as const)('noise on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('SpatialDropout drops channels whole', () => {
    const cases = [
      [SpatialDropout1D(0.5, { seed: 1 }), [3, 5, 8], [1]],
      [SpatialDropout2D(0.5, { seed: 1 }), [3, 2, 3, 8], [1, 2]],
      [SpatialDropout3D(0.5, { seed: 1 }), [3, 2, 2, 2, 8], [1, 2, 3]],
      [SpatialDropout2DChannelsFirst(0.5, { seed: 1 }), [3, 8, 2, 3], [2, 3]],
      [SpatialDropout3DChannelsFirst(0.5, { seed: 1 }), [3, 8, 2, 2, 2], [2, 3, 4]],
    ] as const;
    tf.tidy(() => {
      for (const [layer, shape, places] of cases) {
        const output = runLayer(layer, tf.ones([...shape]), { training: true });
        const [low, high] = [tf.min(output, [...places]), tf.max(output, [...places])];
        expect(low.arraySync()).toEqual(high.arraySync());
        expect(new Set(low.dataSync())).toEqual(new Set([0, 2]));
      }
    });
  });

  it('has the mean and the deviation that it says', () => {
    tf.tidy(() => {
      const ones = tf.ones([100, 200]);
      const noise = moments(runLayer(GaussianNoise(0.25, { seed: 1 }), ones, { training: true }).dataSync());
      expect([noise.mean, noise.deviation].map((value) => value.toFixed(1))).toEqual(['1.0', '0.3']);
      const factors = moments(runLayer(GaussianDropout(0.2, { seed: 1 }), ones, { training: true }).dataSync());
      expect([factors.mean, factors.deviation].map((value) => value.toFixed(1))).toEqual(['1.0', '0.5']);
      const normal = runLayer(GaussianNoise(1, { seed: 2 }), tf.zeros([100, 200]), { training: true });
      const dropped = moments(runLayer(AlphaDropout(0.3, { seed: 1 }), normal, { training: true }).dataSync());
      expect([dropped.mean, dropped.deviation].map((value) => Math.abs(value).toFixed(1))).toEqual(['0.0', '1.0']);
    });
  });

  it('AlphaDropout drops what noiseShape has a size of 1 for together, to the values of the formula', () => {
    const layer = AlphaDropout(0.5, { noiseShape: [null, 1, 8], seed: 1 });
    const steps = runLayer(layer, tf.ones([3, 5, 8]), { training: true }).arraySync() as number[][][];
    for (const [first, ...rest] of steps) for (const step of rest) expect(step).toEqual(first);
    const found = [...new Set(steps.flat(2))].sort((left, right) => left - right);
    const saturation = -1.7580993408473766;
    const factor = (0.5 * (1 + 0.5 * saturation ** 2)) ** -0.5;
    const values = [saturation, 1].map((value) => factor * value - factor * saturation * 0.5);
    expect(found.map((value) => value.toFixed(4))).toEqual(values.map((value) => value.toFixed(4)));
  });

  it.each(all)('%s draws the same with the same seed, anew at each call, and nothing outside training', (_, make) => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const input = tf.ones([4, 3, 16]);
      const run = (layer: ReturnType<typeof make>, training = true) => runLayer(layer, input, { training }).arraySync();
      const layer = make(7);
      const first = run(layer);
      expect(run(layer)).not.toEqual(first);
      expect(run(make(7))).toEqual(first);
      expect(run(make(8))).not.toEqual(first);
      expect(run(make(7), false)).toEqual(input.arraySync());
    });
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each(all)('%s has gradients, keeps the mask, and gives floats', (_, make) => {
    tf.tidy(() => {
      const gradient = tf.grad((x) => runLayer(make(3), x, { training: true }))(tf.zeros([2, 3, 4]));
      const [one, zero] = [tf.ones([2, 3, 4]), tf.zeros([2, 3, 4])].map((x) =>
        runLayer(make(3), x, { training: true }),
      ) as [tf.Tensor, tf.Tensor];
      const slope = tf.sub(one, zero).dataSync();
      for (const [index, value] of gradient.dataSync().entries()) expect(value).toBeCloseTo(slope[index] as number, 4);
      const input = Input([3, 4], { dtype: 'int32' });
      const masks = [tf.ones([2, 3], 'bool')];
      const output = (make(1) as unknown as (tensor: typeof input) => ReturnType<typeof Input>)(input);
      const [value] = runOutputs([input], [output], [tf.ones([2, 3, 4], 'int32')], { masks, training: true });
      expect([output.dtype, value?.tensor.dtype, value?.mask?.shape]).toEqual(['float32', 'float32', [2, 3]]);
    });
  });
});

it('checks its options', () => {
  for (const rate of [-0.1, 1.1, Number.NaN]) {
    for (const make of Object.values(ofRate)) expect(() => make(rate)).toThrow(ArgumentError);
    expect(() => GaussianNoise(rate)).toThrow('GaussianNoise: stddev expects a number from 0 to 1');
  }
  expect(() => GaussianDropout(1 as number)).toThrow(
    'GaussianDropout: rate expects a number from 0 to less than 1 (received 1)',
  );
  expect(() => AlphaDropout(0.5, { noiseShape: [0] })).toThrow('AlphaDropout: noiseShape expects a positive integer');
  expect(() => SpatialDropout2D(0.5, { dataFormat: 'channelsLost' as never })).toThrow(ArgumentError);
  // @ts-expect-error SpatialDropout1D: seed expects an integer from 0 to 2^32 - 1 (received 1.5)
  expect(() => SpatialDropout1D(0.5, { seed: 1.5 })).toThrow(ArgumentError);
  // @ts-expect-error SpatialDropout1D expects (batch, steps, channels)
  expect(() => SpatialDropout1D(0.5)(Input([4]))).toThrow(
    'SpatialDropout1D expects (batch, steps, channels) (received (null, 4))',
  );
});
