import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { Dot, dot } from '../../../src/layers/merging/dot.js';
import { runOutputs } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Dot on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('has the other axes of the first, then those of the second', () => {
    const inputs = [Input([2, 3, 4]), Input([5, 3])] as const;
    const output = dot(inputs, [2, 2]);
    expect(output.shape).toEqual([null, 2, 4, 5]);
    tf.tidy(() => {
      const feeds = [tf.randomUniform([2, 2, 3, 4]), tf.randomUniform([2, 5, 3])] as const;
      const [value] = runOutputs(inputs, [output], feeds);
      const [first, second] = [feeds[0].arraySync() as number[][][][], feeds[1].arraySync() as number[][][]];
      const sum = [0, 1, 2].reduce(
        (total, k) => total + (first[1]?.[1]?.[k]?.[3] as number) * (second[1]?.[4]?.[k] as number),
        0,
      );
      expect((value?.tensor.arraySync() as number[][][][] | undefined)?.[1]?.[1]?.[3]?.[4]).toBeCloseTo(sum, 5);
    });
  });

  it('has zeros for a zero vector, and zero gradients', () => {
    tf.tidy(() => {
      const inputs = [Input([2]), Input([2])] as const;
      const output = dot(inputs, 1, { normalize: true });
      const run = (left: tf.Tensor) =>
        runOutputs(inputs, [output], [left, tf.tensor([[3, 4]])])[0]?.tensor as tf.Tensor;
      expect(run(tf.zeros([1, 2])).arraySync()).toEqual([[0]]);
      expect(
        tf
          .grad(run)(tf.zeros([1, 2]))
          .dataSync()
          .some(Number.isNaN),
      ).toBe(false);
      expect(run(tf.tensor([[6, 8]])).dataSync()[0]).toBeCloseTo(1, 5);
    });
  });

  it('rejects sizes that turn out not to fit', () => {
    const inputs = [Input([null]), Input([3])] as const;
    const output = dot(inputs, 1);
    expect(output.shape).toEqual([null, 1]);
    expect(() => runOutputs(inputs, [output], [tf.ones([1, 2]), tf.ones([1, 3])])).toThrow(
      'dot expects inputs of the same size on axes 1 and 1 (received (1, 2) and (1, 3))',
    );
    expect(() => runOutputs(inputs, [output], [tf.ones([1, 3]), tf.ones([2, 3])])).toThrow(
      'dot expects inputs of the same batch size (received (1, 3) and (2, 3))',
    );
  });
});

it('says what does not fit', () => {
  const [four, three] = [Input([4]), Input([2, 3])] as const;
  // @ts-expect-error dot expects inputs of the same size
  expect(() => dot([four, three])).toThrow('dot expects inputs of the same size on axes 1 and 2');
  // @ts-expect-error dot expects an input with an axis 2
  expect(() => dot([four, three], 2)).toThrow(
    'dot expects an input with an axis 2 after its batch axis (received (null, 4))',
  );
  // @ts-expect-error dot expects a list of 2 tensors
  expect(() => Dot(1)([four])).toThrow('dot expects a list of 2 tensors (received a list of 1)');
  expect(() => Dot(0.5 as number)).toThrow(ArgumentError);
  expect(() => Dot([1] as never)).toThrow('Dot: axes expects an integer, or a list of 2 (received [1])');
});
