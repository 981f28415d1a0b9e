import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { Dropout } from '../../../src/layers/regularization/dropout.js';
import { runLayer, runOutputs } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Dropout on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('drops the share it is told to, and makes up for it', () => {
    const values = runLayer(Dropout(0.3), tf.ones([100, 200]), { training: true }).dataSync();
    const kept = values.filter((value) => value !== 0);
    expect(kept.every((value) => Math.abs(value - 1 / 0.7) < 1e-6)).toBe(true);
    // Six standard deviations of a binomial of 20,000.
    expect(Math.abs(kept.length - 14000)).toBeLessThan(6 * Math.sqrt(20000 * 0.3 * 0.7));
  });

  it('changes nothing outside training, or at a rate of 0', () => {
    const input = tf.ones([2, 3]);
    expect(runLayer(Dropout(0.5), input).arraySync()).toEqual(input.arraySync());
    expect(runLayer(Dropout(0), input, { training: true }).arraySync()).toEqual(input.arraySync());
  });

  it('drops everything at a rate of 1', () => {
    expect(runLayer(Dropout(1), tf.ones([2, 3]), { training: true }).arraySync()).toEqual([
      [0, 0, 0],
      [0, 0, 0],
    ]);
  });

  it('draws the same with the same seed, and anew at each call', () => {
    const input = tf.ones([4, 50]);
    const dropout = Dropout(0.5, { seed: 7 });
    const first = runLayer(dropout, input, { training: true }).arraySync();
    const second = runLayer(dropout, input, { training: true }).arraySync();
    const again = runLayer(Dropout(0.5, { seed: 7 }), input, { training: true }).arraySync();
    const other = runLayer(Dropout(0.5, { seed: 8 }), input, { training: true }).arraySync();
    expect(again).toEqual(first);
    expect(second).not.toEqual(first);
    expect(other).not.toEqual(first);
  });

  it('drops what noiseShape has a size of 1 for together', () => {
    const dropout = Dropout(0.5, { noiseShape: [null, 1, 8], seed: 1 });
    const steps = runLayer(dropout, tf.ones([3, 20, 8]), { training: true }).arraySync() as number[][][];
    for (const [first, ...rest] of steps) for (const step of rest) expect(step).toEqual(first);
    expect(new Set(steps.flat(2)).size).toBe(2);
  });

  it('passes gradients where it passes values', () => {
    tf.tidy(() => {
      const gradient = tf.grad((x) => runLayer(Dropout(0.5, { seed: 3 }), x, { training: true }))(tf.ones([1, 64]));
      const output = runLayer(Dropout(0.5, { seed: 3 }), tf.ones([1, 64]), { training: true });
      expect(gradient.arraySync()).toEqual(output.arraySync());
    });
  });

  it('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      runLayer(Dropout(0.5), tf.ones([2, 3]), { training: true });
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('keeps the mask and the element type, and says that training needs floats', () => {
  const input = Input([3], { dtype: 'int32' });
  const output = Dropout(0.5)(input);
  expect(output.dtype).toBe('int32');
  const feed = tf.ones([1, 3], 'int32');
  const mask = tf.ones([1], 'bool');
  expect(runOutputs([input], [output], [feed], { masks: [mask] })[0]?.mask?.arraySync()).toEqual([1]);
  expect(() => runOutputs([input], [output], [feed], { training: true })).toThrow(
    'Dropout expects float32 elements in training (received int32)',
  );
});

it('checks its options', () => {
  for (const rate of [-0.1, 1.1, Number.NaN]) expect(() => Dropout(rate)).toThrow(ArgumentError);
  // @ts-expect-error Dropout: seed expects an integer from 0 to 2^32 - 1 (received 1.5)
  expect(() => Dropout(0.5, { seed: 1.5 })).toThrow(ArgumentError);
  expect(() => Dropout(0.5, { noiseShape: [null, 0] })).toThrow('Dropout: noiseShape expects a positive integer');
  expect(() => Dropout(0.5, { noiseShape: 3 as never })).toThrow('Dropout: noiseShape expects a list of sizes');
});
