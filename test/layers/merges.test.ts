import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { average } from '../../src/layers/average.js';
import { Input } from '../../src/layers/input.js';
import { maximum } from '../../src/layers/maximum.js';
import { minimum } from '../../src/layers/minimum.js';
import { multiply } from '../../src/layers/multiply.js';
import { subtract } from '../../src/layers/subtract.js';
import { runOutputs } from './run-layer.js';

const functions = { subtract, multiply, average, maximum, minimum };

describe.each(['cpu', 'wasm'] as const)('merging on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([
    ['subtract', ['int32', 'int32'], 'int32', [-1, 2]],
    ['subtract', ['bool', 'int32'], 'int32', [-2, 1]],
    ['multiply', ['int32', 'int32'], 'int32', [6, 0]],
    ['multiply', ['bool', 'bool'], 'bool', [1, 0]],
    ['multiply', ['int32', 'float32'], 'float32', [6, 0]],
    ['average', ['int32', 'int32'], 'float32', [2.5, 1]],
    ['maximum', ['int32', 'int32'], 'int32', [3, 2]],
    ['maximum', ['bool', 'bool'], 'bool', [1, 1]],
    ['minimum', ['bool', 'int32'], 'int32', [1, 0]],
    ['minimum', ['bool', 'bool'], 'bool', [1, 0]],
  ] as const)('%s of %j is %s', (name, types, expected, numbers) => {
    const inputs = types.map((dtype) => Input([2], { dtype }));
    const values = [
      [2, 2],
      [3, 0],
    ];
    const feeds = types.map((dtype, index) => tf.cast(tf.tensor(values[index] as number[], [1, 2], 'int32'), dtype));
    const output = functions[name](inputs);
    const [value] = runOutputs(inputs, [output], feeds);
    expect([output.dtype, value?.tensor.dtype]).toEqual([expected, expected]);
    expect(value?.tensor.arraySync()).toEqual([numbers]);
  });

  // Four steps: both count, the first, the second, none.
  it.each([
    ['subtract', [-2, -2, -2, -2], [-2, -2, -2, -2]],
    ['multiply', [15, 3, 5, 0], [15, 15, 5, 5]],
    ['average', [4, 4, 4, 4], [4, 4, 4, 4]],
    ['maximum', [5, 3, 5, 3], [5, 5, 5, 5]],
    ['minimum', [3, 3, 5, 3], [3, 3, 5, 5]],
  ] as const)('%s leaves out steps that do not count', (name, both, one) => {
    const inputs = [Input([4, 1]), Input([4, 1])] as const;
    const output = functions[name](inputs);
    const masks = [tf.tensor([1, 1, 0, 0], [1, 4], 'bool'), tf.tensor([1, 0, 1, 0], [1, 4], 'bool')];
    const feeds = [tf.fill([1, 4, 1], 3), tf.fill([1, 4, 1], 5)];
    const [value] = runOutputs(inputs, [output], feeds, { masks });
    expect(Array.from(value?.tensor.dataSync() ?? [])).toEqual(both);
    expect(value?.mask?.arraySync()).toEqual([[1, 1, 1, 0]]);
    const [first] = runOutputs(inputs, [output], feeds, { masks: [masks[0] as tf.Tensor, null] });
    expect(Array.from(first?.tensor.dataSync() ?? [])).toEqual(one);
    expect(first?.mask).toBeNull();
  });

  it.each(Object.keys(functions) as (keyof typeof functions)[])(
    '%s has gradients with masks, and leaks nothing',
    (name) => {
      const before = tf.memory().numTensors;
      tf.tidy(() => {
        const inputs = [Input([2, 1]), Input([2, 1])] as const;
        const output = functions[name](inputs);
        const masks = [tf.tensor([1, 0], [1, 2], 'bool'), tf.tensor([1, 1], [1, 2], 'bool')];
        const run = (left: tf.Tensor, right: tf.Tensor) =>
          tf.sum(runOutputs(inputs, [output], [left, right], { masks })[0]?.tensor as tf.Tensor);
        const [left, right] = tf.grads(run)([tf.fill([1, 2, 1], 3), tf.fill([1, 2, 1], 5)]);
        const expected = {
          subtract: [1, 1, -1, -1],
          multiply: [5, 0, 3, 1],
          average: [0.5, 0.5, 0.5, 0.5],
          maximum: [0, 0, 1, 1],
          minimum: [1, 0, 0, 1],
        }[name];
        expect([...(left as tf.Tensor).dataSync(), ...(right as tf.Tensor).dataSync()]).toEqual(expected);
      });
      expect(tf.memory().numTensors).toBe(before);
    },
  );
});

it('says what does not fit', () => {
  const [four, three] = [Input([4]), Input([3])] as const;
  // @ts-expect-error subtract expects a list of 2 tensors (received a list of 3)
  expect(() => subtract([four, four, four])).toThrow('subtract expects a list of 2 tensors (received a list of 3)');
  // @ts-expect-error maximum expects inputs that broadcast to one shape
  expect(() => maximum([four, three])).toThrow('maximum expects inputs that broadcast to one shape');
  const flags = Input([4], { dtype: 'bool' });
  expect(() => subtract([flags, flags])).toThrow('subtract expects numbers (received bool)');
});
