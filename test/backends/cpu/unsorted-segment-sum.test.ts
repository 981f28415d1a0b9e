import * as tf from '@tensorflow/tfjs-core';
import { setBackend } from 'tupleflow';
import { beforeAll, expect, it } from 'vitest';

beforeAll(() => setBackend('cpu'));

const sums = (rows: number[][], segments: number[], count: number) =>
  tf.tidy(() => tf.unsortedSegmentSum(tf.tensor2d(rows), tf.tensor1d(segments, 'int32'), count).arraySync());

it('sums rows by segment', () => {
  const rows = [
    [1, 2],
    [3, 4],
    [5, 6],
    [7, 8],
  ];
  expect(sums(rows, [2, 0, 2, 2], 4)).toEqual([
    [3, 4],
    [0, 0],
    [13, 16],
    [0, 0],
  ]);
});

it('leaves out what is out of range', () => {
  expect(sums([[1], [2], [3]], [-1, 0, 1], 1)).toEqual([[2]]);
});

it('does not take longer for more segments', () => {
  const start = performance.now();
  expect(sums([[1], [2]], [49_999, 0], 50_000)).toHaveLength(50_000);
  expect(performance.now() - start).toBeLessThan(2000);
});
