import * as tf from '@tensorflow/tfjs-core';
import { ready, tensor } from 'tupleflow';
import { beforeAll, describe, expect, it } from 'vitest';
import { Quantile, run, ShareBelow, StopWhere } from '../../examples/own-loss-metric-callback.js';
import { withoutLeaks } from './without-leaks.js';

describe('own-loss-metric-callback', () => {
  it('runs small', async () => {
    const { result, text } = await withoutLeaks(() => run('small'));
    expect(result.belowLow).toBeLessThanOrEqual(1);
    expect(result.belowHigh).toBeGreaterThanOrEqual(0);
    expect(text).toContain('low_shareBelow');
  });
});

describe('Quantile', () => {
  beforeAll(() => ready());

  it('weighs what is above and below by its part', () => {
    tf.tidy(() => {
      const [target, prediction] = [tensor([3, 3], [2, 1]), tensor([1, 7], [2, 1])];
      expect(Quantile({ part: 0.9 }).compute(target, prediction).dataSync()[0]).toBeCloseTo((0.9 * 2 + 0.1 * 4) / 2, 6);
      expect(Quantile().compute(target, prediction).dataSync()[0]).toBeCloseTo(1.5, 6);
    });
  });

  it('rejects what is no part', () => {
    expect(() => Quantile({ part: 1 })).toThrow('Quantile: part expects a number between 0 and 1 (received 1)');
  });
});

describe('ShareBelow', () => {
  it('is exact over batches', () => {
    tf.tidy(() => {
      const share = ShareBelow();
      share.updateState(tensor([1, 2, 3], [3, 1]), tensor([2, 2, 2], [3, 1]));
      share.updateState(tensor([0], [1, 1]), tensor([2], [1, 1]));
      expect(share.result().dataSync()[0]).toBe(0.5);
      share.resetState();
    });
  });
});

describe('StopWhere', () => {
  it('ends training once all logs are near enough', async () => {
    let stops = 0;
    const training = { stop: () => stops++ } as never;
    const callback = StopWhere({ a: 0.1, b: 0.9 }, 0.05);
    await callback.onEpochEnd?.(0, { loss: 1, a: 0.1, b: 0.8 }, training);
    await callback.onEpochEnd?.(1, { loss: 1, a: 0.1 }, training);
    expect(stops).toBe(0);
    await callback.onEpochEnd?.(2, { loss: 1, a: 0.14, b: 0.86 }, training);
    expect(stops).toBe(1);
  });
});
