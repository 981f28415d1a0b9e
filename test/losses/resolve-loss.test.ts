import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { ArgumentError } from '../../src/errors.js';
import {
  BinaryCrossentropy,
  Huber,
  MeanSquaredError,
  resolveLoss,
  SparseCategoricalCrossentropy,
} from '../../src/losses/index.js';
import { lossNames } from '../../src/losses/resolve-loss.js';

describe('resolveLoss', () => {
  beforeAll(() => setBackend('cpu'));

  it('takes a name, by which the loss goes', () => {
    const loss = resolveLoss('mse', 'compile: loss');
    expect([loss.className, loss.name, loss.reduction]).toEqual(['MeanSquaredError', 'mse', 'sumOverBatchSize']);
  });

  it.each(lossNames)('makes %s with its defaults', (name) => {
    expect(resolveLoss(name, 'compile: loss').name).toBe(name);
  });

  it('returns a loss as it is', () => {
    const loss = MeanSquaredError();
    expect(resolveLoss(loss, 'compile: loss')).toBe(loss);
  });

  it('takes a function, whatever its targets are', () => {
    const loss = resolveLoss(function distance(target, prediction) {
      return tf.abs(tf.sub(target, prediction));
    }, 'compile: loss');
    expect([loss.name, loss.targetKind]).toEqual(['distance', 'any']);
    expect(tf.tidy(() => [...loss.losses(tf.tensor1d([1, 2]), tf.tensor1d([3, 2])).dataSync()])).toEqual([2, 0]);
  });

  it.each(['toString', 'constructor', '__proto__', ''])('has no loss named %s', (name) => {
    expect(() => resolveLoss(name as 'mse', 'compile: loss')).toThrow(ArgumentError);
  });

  it('offers the nearest name', () => {
    expect(() => resolveLoss('mean_squared_error' as 'mse', 'compile: loss')).toThrow(
      "did you mean 'meanSquaredError'?",
    );
  });
});

describe('the options of losses', () => {
  it('have null for no reduction, as in Keras', () => {
    expect(MeanSquaredError({ reduction: null }).reduction).toBe('none');
    expect(MeanSquaredError({ reduction: null }).options.reduction).toBe('none');
  });

  it('are complete, and make an equal loss', () => {
    const loss = BinaryCrossentropy({ labelSmoothing: 0.1, reduction: 'sum' });
    expect(loss.options).toEqual({
      fromLogits: false,
      labelSmoothing: 0.1,
      axis: -1,
      reduction: 'sum',
      name: 'binaryCrossentropy',
    });
    expect(BinaryCrossentropy(loss.options).options).toEqual(loss.options);
  });

  it.each([
    [() => BinaryCrossentropy({ from_logits: true } as object), "received 'from_logits', did you mean 'fromLogits'?"],
    [() => MeanSquaredError({ delta: 1 } as object), 'MeanSquaredError expects options that it has'],
    [() => MeanSquaredError({ reduction: 'average' as 'mean' }), "reduction expects one of 'sumOverBatchSize'"],
    [() => Huber({ delta: 0 as number }), 'Huber: delta expects a number that is more than 0 (received 0)'],
    [() => Huber({ delta: Number.NaN }), 'Huber: delta expects a number (received NaN)'],
    [() => Huber({ delta: '1' as unknown as number }), "Huber: delta expects a number (received '1')"],
    [
      () => SparseCategoricalCrossentropy({ axis: 1 as number }),
      'SparseCategoricalCrossentropy: axis expects -1, the last',
    ],
    [
      () => BinaryCrossentropy({ labelSmoothing: 1.5 as number }),
      'labelSmoothing expects a number from 0 to 1 (received 1.5)',
    ],
    [() => BinaryCrossentropy({ fromLogits: 1 as unknown as true }), 'fromLogits expects true or false (received 1)'],
  ])('are checked: %s', (make, message) => {
    expect(make).toThrow(ArgumentError);
    expect(make).toThrow(message);
  });

  it('count as not given where they are undefined', () => {
    expect(Huber({ delta: undefined } as object).options.delta).toBe(1);
  });
});
