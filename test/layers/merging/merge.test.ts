import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { Input } from '../../../src/layers/core/input.js';
import { Add, add, average, maximum, minimum, multiply, subtract } from '../../../src/layers/merging/arithmetic.js';
import { runOutputs } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Add on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([
    [['int32', 'int32'], 'int32', [2, 1]],
    [['bool', 'bool'], 'bool', [1, 1]],
    [['bool', 'int32'], 'int32', [2, 1]],
    [['int32', 'float32'], 'float32', [2, 1]],
  ] as const)('of %j is %s', (types, expected, sum) => {
    const inputs = types.map((dtype) => Input([2], { dtype }));
    const feeds = types.map((dtype, index) => tf.tensor([1, index], [1, 2], dtype));
    const output = add(inputs);
    const [value] = runOutputs(inputs, [output], feeds);
    expect([output.dtype, value?.tensor.dtype]).toEqual([expected, expected]);
    expect(value?.tensor.arraySync()).toEqual([sum]);
  });

  it('repeats sizes of 1, the batch standing before what a lower rank lacks', () => {
    const inputs = [Input([2, 1]), Input([3])] as const;
    const output = add(inputs);
    expect(output.shape).toEqual([null, 2, 3]);
    const feeds = [tf.tensor([10, 20], [1, 2, 1]), tf.tensor([1, 2, 3], [1, 3])];
    expect(runOutputs(inputs, [output], feeds)[0]?.tensor.arraySync()).toEqual([
      [
        [11, 12, 13],
        [21, 22, 23],
      ],
    ]);
  });

  it('unites masks, and has none where an input has none', () => {
    const inputs = [Input([2, 1]), Input([2, 1])] as const;
    const output = add(inputs);
    const masks = [
      [true, false],
      [false, false],
    ].map((mask) => tf.tensor(mask, [1, 2], 'bool'));
    const run = (given: (tf.Tensor | null)[]) =>
      runOutputs(inputs, [output], [tf.ones([1, 2, 1]), tf.ones([1, 2, 1])], { masks: given })[0]?.mask;
    expect(run(masks)?.arraySync()).toEqual([[1, 0]]);
    expect(run([masks[0] as tf.Tensor, null])).toBeNull();
    expect(run([])).toBeNull();
  });

  it('rejects a batch whose sizes turn out not to fit', () => {
    const inputs = [Input([null]), Input([3])] as const;
    expect(() => runOutputs(inputs, [add(inputs)], [tf.ones([1, 2]), tf.ones([1, 3])])).toThrow(
      'add expects inputs that broadcast to one shape (received (1, 2) and (1, 3), which differ on axis 1)',
    );
  });

  it('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const inputs = [Input([2, 1]), Input([3])] as const;
      runOutputs(inputs, [add(inputs)], [tf.ones([1, 2, 1]), tf.ones([1, 3])]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('blames an input and the earlier one that it clashes with', () => {
  const [four, three, one] = [Input([4, 8]), Input([3, 8]), Input([1, 8])] as const;
  // @ts-expect-error add expects inputs that broadcast to one shape
  expect(() => add([one, four, three])).toThrow(
    'add expects inputs that broadcast to one shape (received (null, 4, 8) and (null, 3, 8), which differ on axis 1)',
  );
  // @ts-expect-error add expects inputs that broadcast to one shape
  expect(() => Add()([Input([3]), four])).toThrow(
    'add expects inputs that broadcast to one shape (received (null, 3) and (null, 4, 8), which differ on axis -1)',
  );
  // @ts-expect-error add expects inputs of the same batch size
  expect(() => add([Input([4], { batchSize: 1 }), Input([4], { batchSize: 2 })])).toThrow(
    'add expects inputs of the same batch size (received (1, 4) and (2, 4), which differ on axis 0)',
  );
});

it('checks that it gets a list', () => {
  const input = Input([4]);
  // @ts-expect-error add expects a list of tensors (received one tensor)
  expect(() => add(input)).toThrow('add expects a list of tensors (received one tensor)');
  // @ts-expect-error add expects a list of tensors (received an empty list)
  expect(() => add([])).toThrow('add expects a list of tensors (received an empty list)');
  expect(add([input], { name: 'alone' }).name).toBe('alone');
});

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
