import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectAgreement, expectGradientAgreement, type Sample, sample, shapes } from './agree.js';

const dtype = fc.constantFrom('float32' as const, 'int32' as const, 'bool' as const);
const inputs: fc.Arbitrary<Sample> = fc
  .record({ shape: shapes({ min: 1, max: 5 }, { min: 1, max: 4 }), dtype, last: fc.constantFrom(1, 3, 40) })
  .chain(({ shape, dtype: type, last }) => sample([...shape, last], type));

async function expectBoth(operation: (x: tf.Tensor) => tf.Tensor, x: Sample): Promise<void> {
  await expectAgreement(operation, x);
  if (x.dtype === 'float32') await expectGradientAgreement(operation, x);
}

/** A choice for each axis, from the run's numbers. */
const choose = (x: Sample, numbers: readonly number[], most: (size: number, axis: number) => number): number[] =>
  x.shape.map((size, axis) => (numbers[axis] as number) % (most(size, axis) + 1));

const numbers = fc.array(fc.nat(100), { minLength: 12, maxLength: 12 });

describe('rearrange', () => {
  it('slices', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, numbers, async (x, choices) => {
        const begin = choose(x, choices, (size) => size - 1);
        const size = choose(x, choices.slice(6), (whole, axis) => whole - (begin[axis] as number));
        await expectAgreement((tensor) => tf.slice(tensor, begin, size), x);
        if (!size.includes(0)) await expectBoth((tensor) => tf.slice(tensor, begin, size), x);
      }),
      { numRuns: 60 },
    );
  });

  it('reverses', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, numbers, (x, choices) => {
        const axes = [...x.shape.keys()].filter((axis) => (choices[axis] as number) % 2 === 0);
        return expectBoth((tensor) => tf.reverse(tensor, axes), x);
      }),
      { numRuns: 60 },
    );
  });

  it('tiles', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, numbers, async (x, choices) => {
        const repetitions = choose(x, choices, () => 2);
        await expectAgreement((tensor) => tf.tile(tensor, repetitions), x);
        // TensorFlow.js has no gradient of tiling for higher ranks, on any backend.
        if (x.shape.length <= 4 && !repetitions.includes(0))
          await expectBoth((tensor) => tf.tile(tensor, repetitions), x);
      }),
      { numRuns: 40 },
    );
  });

  it('takes apart along every axis, and puts together again', async () => {
    await fc.assert(
      fc.asyncProperty(inputs, fc.nat(100), async (x, number) => {
        const axis = number % x.shape.length;
        const size = x.shape[axis] as number;
        const first = number % (size + 1);
        await expectAgreement((tensor) => tf.unstack(tensor, axis), x);
        await expectAgreement((tensor) => tf.unstack(tensor, axis - x.shape.length), x);
        await expectAgreement((tensor) => tf.split(tensor, size, axis), x);
        await expectAgreement((tensor) => tf.split(tensor, [first, size - first], axis), x);
        await expectBoth((tensor) => tf.stack(tf.unstack(tensor, axis), axis), x);
      }),
      { numRuns: 40 },
    );
  });

  it('keeps strings', async () => {
    const words = (x: tf.Tensor) =>
      tf.cast(tf.equal(tf.reverse(tf.slice(tf.tensor(['a', 'b', 'c']), [1], [2])), tf.tensor(['c', 'b'])), x.dtype);
    await expectAgreement((x) => tf.add(x, words(x)), { shape: [2], dtype: 'float32', values: [0, 0] });
  });
});
