import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { describe, it } from 'vitest';
import { expectAgreement, floats, type Sample, sample } from './agree.js';

const segmentSum = (count: number) => (x: tf.Tensor, segments: tf.Tensor) =>
  tf.unsortedSegmentSum(x, segments as tf.Tensor1D, count);

const segmentIds = (...values: number[]): Sample => ({ shape: [values.length], dtype: 'int32', values });

describe('unsortedSegmentSum', () => {
  it('sums rows that come twice, and leaves out those that belong nowhere', () =>
    expectAgreement(segmentSum(3), floats([5, 1], [1, 2, 4, 8, 16]), segmentIds(2, 0, 2, -1, 3)));

  it('sums numbers, volumes and nothing', async () => {
    await expectAgreement(segmentSum(2), floats([3], [1, 2, 3]), segmentIds(1, 1, 0));
    await expectAgreement(segmentSum(2), floats([2, 1, 2], [1, 2, 3, 4]), segmentIds(1, 1));
    await expectAgreement(segmentSum(2), floats([0, 2], []), segmentIds());
  });

  it('is the gradient of gather', async () => {
    const cases = fc
      .record({ rows: fc.integer({ min: 1, max: 6 }), columns: fc.integer({ min: 1, max: 40 }), count: fc.nat(20) })
      .chain(({ rows, columns, count }) =>
        fc.record({
          table: sample([rows, columns]),
          indices: fc.array(fc.integer({ min: 0, max: rows - 1 }), { minLength: count, maxLength: count }),
        }),
      );
    await fc.assert(
      fc.asyncProperty(cases, async ({ table, indices }) => {
        const columns = table.shape[1] as number;
        const weights = Array.from({ length: indices.length * columns }, (_, index) => Math.cos(index));
        await expectAgreement(
          (x, picked) =>
            tf.grad((rows) =>
              tf.sum(tf.mul(tf.gather(rows, picked as tf.Tensor1D), tf.tensor(weights, [indices.length, columns]))),
            )(x),
          table,
          segmentIds(...indices),
        );
      }),
      { numRuns: 40 },
    );
  });
});
