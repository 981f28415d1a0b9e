import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, defineCell, losses, metrics, mismatch, optimizers, ShapeError } from 'tupleflow';
import { describe, expect, it } from 'vitest';

describe('a definition', () => {
  const functions = { defineCell, ...losses, ...metrics, ...optimizers };
  it.each(['defineCell', 'defineLoss', 'defineMetric', 'defineOptimizer'] as const)(
    'of %s that is missing is named',
    (name) => {
      const define = functions[name] as (definition: unknown) => unknown;
      for (const wrong of [undefined, null, 3]) {
        expect(() => define(wrong)).toThrow(ArgumentError);
        expect(() => define(wrong)).toThrow(`${name} expects a definition (received ${wrong})`);
      }
    },
  );

  it('without a member that it needs is named', () => {
    const { defineLoss } = losses;
    expect(() => defineLoss({ className: 'Own', name: 'own', defaults: {} } as never)).toThrow(
      'defineLoss: losses expects a function (received undefined)',
    );
  });
});

describe('arguments of functions for those who define their own', () => {
  it('that are wrong end in an error of the library', () => {
    const value = tf.ones([2]);
    const weight = { path: 'dense/kernel', shape: [3], value };
    expect(() => optimizers.initialSlots(optimizers.Adam(), weight)).toThrow(ShapeError);
    expect(() => optimizers.initialSlots(optimizers.Adam(), { ...weight, shape: null as never })).toThrow(
      'initialSlots: shape expects a list of integers from 0 (received null)',
    );
    const texts = tf.tensor(['a']);
    expect(() => optimizers.scaleLoss(optimizers.SGD({ lossScaleFactor: 2 }), texts as never)).toThrow(
      'scaleLoss: loss expects a tensor of numbers (received one of strings)',
    );
    const wide = tf.ones([2, 3]);
    expect(() => optimizers.applyOptimizer(optimizers.SGD(), [value], [wide], [[]], 0, 0.1)).toThrow(
      'applyOptimizer: gradients expects a gradient of (2) (received (2, 3))',
    );
    for (const tensor of [texts, wide]) tensor.dispose();
    expect(() => metrics.resolveMetric('accuracy', undefined as never, 'own')).toThrow('resolveMetric: context');
    value.dispose();
    expect(() => mismatch('own expects {expected}', undefined as never)).toThrow('own expects undefined');
    const owner: unknown = Object.create(null);
    expect(() => optimizers.resolveOptimizer('adma' as never, owner as string)).toThrow(ArgumentError);
  });
});
