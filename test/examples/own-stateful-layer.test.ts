import * as tf from '@tensorflow/tfjs-core';
import { clearSession, Input, Masking, ready, setRandomSeed, tensor, zeros } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { AttendedMean, run } from '../../examples/own-stateful-layer.js';
import { withoutLeaks } from './without-leaks.js';

describe('own-stateful-layer', () => {
  it('runs small', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.accuracy).toBeGreaterThan(0.05);
    expect(text).toContain('It looks at these rows:');
  });
});

describe('AttendedMean', () => {
  beforeAll(() => ready());

  const steps = () => tensor([1, 2, 3, 4, 0, 0], [1, 3, 2]);

  it('gives a mean and the shares of the steps', () => {
    const [mean, shares] = AttendedMean()([Input([5, 3]), Input([5])]);
    expect([mean.shape, shares.shape]).toEqual([
      [null, 3],
      [null, 5],
    ]);
    tf.tidy(() => {
      const layer = AttendedMean();
      const [found, counted] = layer([steps(), zeros([1, 3])]);
      expect([...found.dataSync()].map((value) => Number(value.toFixed(4)))).toEqual([1.3333, 2]);
      expect([...counted.dataSync()].map((value) => Number(value.toFixed(4)))).toEqual([0.3333, 0.3333, 0.3333]);
      layer.dispose();
    });
  });

  it('does not count steps that are masked', () => {
    tf.tidy(() => {
      const layer = AttendedMean();
      const [found, counted] = layer([Masking()(steps()), zeros([1, 3])]);
      expect([...found.dataSync()].map((value) => Number(value.toFixed(4)))).toEqual([2, 3]);
      expect([...counted.dataSync()].map((value) => Number(value.toFixed(4)))).toEqual([0.5, 0.5, 0]);
      layer.dispose();
    });
  });

  it('remembers a mean, and leaves out steps, in training only', () => {
    tf.tidy(() => {
      setRandomSeed(2);
      const layer = AttendedMean({ momentum: 0.5, rate: 0 });
      const centre = () => [...(layer.weights[0]?.value.dataSync() ?? [])].map((value) => Number(value.toFixed(4)));
      layer([steps(), zeros([1, 3])]);
      expect(centre()).toEqual([0, 0]);
      layer([steps(), zeros([1, 3])], { training: true });
      expect(centre()).toEqual([0.6667, 1]);
      expect(layer.trainableWeights).toHaveLength(0);
      const half = AttendedMean({ rate: 0.5 });
      const many = half([zeros([1, 200, 1]), zeros([1, 200])], { training: true })[1];
      const left = [...many.dataSync()].filter((share) => share > 0).length;
      expect(left).toBeGreaterThan(60);
      expect(left).toBeLessThan(140);
      for (const each of [layer, half]) each.dispose();
    });
  });

  it('rejects what does not fit, in the types and at run time, in the same words', () => {
    clearSession();
    const message = 'AttendedMean expects [(batch, time, features), (batch, time)] (received several tensors)';
    // @ts-expect-error AttendedMean expects [(batch, time, features), (batch, time)] (received several tensors)
    expect(() => AttendedMean()([Input([5, 3]), Input([4])])).toThrow(message);
    // @ts-expect-error AttendedMean expects [(batch, time, features), (batch, time)] (received several tensors)
    expect(() => AttendedMean()([Input([5]), Input([5])])).toThrow(message);
  });
});
