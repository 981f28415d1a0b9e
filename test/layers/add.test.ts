import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../src/backends/backend.js';
import { Add, add } from '../../src/layers/add.js';
import { Input } from '../../src/layers/input.js';
import { runOutputs } from './run-layer.js';

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
