import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { Concatenate, concatenate } from '../../../src/layers/merging/concatenate.js';
import { runOutputs } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Concatenate on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([
    [['int32', 'int32'], 'int32'],
    [['bool', 'bool'], 'bool'],
    [['bool', 'int32'], 'int32'],
    [['int32', 'float32'], 'float32'],
  ] as const)('of %j is %s', (types, expected) => {
    const inputs = types.map((dtype) => Input([2], { dtype }));
    const feeds = types.map((dtype) => tf.tensor([1, 0], [1, 2], dtype));
    const output = concatenate(inputs);
    const [value] = runOutputs(inputs, [output], feeds);
    expect([output.dtype, value?.tensor.dtype]).toEqual([expected, expected]);
    expect(value?.tensor.arraySync()).toEqual([[1, 0, 1, 0]]);
  });

  const sequences = [Input([3, 2]), Input([2, 2])] as const;
  const feeds = () => [tf.ones([1, 3, 2]), tf.ones([1, 2, 2])];

  it('joins masks along the steps; a tensor without one counts wholly', () => {
    const mask = tf.tensor([true, false, true], [1, 3], 'bool');
    const output = concatenate(sequences, { axis: 1 });
    const masked = runOutputs(sequences, [output], feeds(), { masks: [mask, null] })[0];
    expect(masked?.mask?.arraySync()).toEqual([[1, 0, 1, 1, 1]]);
    expect(runOutputs(sequences, [output], feeds())[0]?.mask).toBeNull();
  });

  it('unites masks along the features', () => {
    const inputs = [Input([3, 2]), Input([3, 4])] as const;
    const masks = [
      [true, false, false],
      [true, true, false],
    ].map((mask) => tf.tensor(mask, [1, 3], 'bool'));
    const output = concatenate(inputs);
    const run = (given: (tf.Tensor | null)[]) =>
      runOutputs(inputs, [output], [tf.ones([1, 3, 2]), tf.ones([1, 3, 4])], { masks: given })[0]?.mask?.arraySync();
    expect(run(masks)).toEqual([[1, 1, 0]]);
    expect(run([masks[0] as tf.Tensor, null])).toEqual([[1, 1, 1]]);
  });

  it('rejects a batch whose sizes turn out not to fit', () => {
    const inputs = [Input([null, 2]), Input([null, 2])] as const;
    const output = concatenate(inputs);
    expect(() => runOutputs(inputs, [output], feeds())).toThrow(
      'concatenate expects inputs that differ only on axis 2 (received (1, 3, 2) and (1, 2, 2), which differ on axis 1)',
    );
  });

  it('leaves no tensors behind', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      runOutputs(sequences, [concatenate(sequences, { axis: 1 })], feeds(), { masks: [tf.ones([1, 3], 'bool'), null] });
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('blames an input and the earlier one that it clashes with', () => {
  const open = Input([null, 8]);
  const [four, five] = [Input([4, 8]), Input([5, 8])] as const;
  const sentence =
    'concatenate expects inputs that differ only on axis 2 (received (null, 4, 8) and (null, 5, 8), which differ on axis 1)';
  // @ts-expect-error concatenate expects inputs that differ only on axis 2
  expect(() => concatenate([open, four, five])).toThrow(sentence);
  // @ts-expect-error concatenate expects inputs that differ only on axis 2
  expect(() => Concatenate({ axis: 2 })([four, four, four, five])).toThrow(sentence);
  // @ts-expect-error concatenate expects inputs of the same rank
  expect(() => concatenate([four, Input([4])])).toThrow(
    'concatenate expects inputs of the same rank (received (null, 4, 8) and (null, 4))',
  );
  expect(four.producer.layer.nodes.length).toBe(1);
});

it('checks the axis, and that it gets a list', () => {
  const input = Input([4]);
  // @ts-expect-error concatenate: axis expects an integer from -2 to 1 (received 2)
  expect(() => concatenate([input], { axis: 2 })).toThrow(
    'concatenate: axis expects an integer from -2 to 1 (received 2)',
  );
  // @ts-expect-error concatenate: axis expects an integer from -2 to 1 (received -3)
  expect(() => concatenate([input], { axis: -3 })).toThrow(ShapeError);
  // @ts-expect-error Concatenate: axis expects an integer (received 1.5)
  expect(() => Concatenate({ axis: 1.5 })).toThrow(ArgumentError);
  // @ts-expect-error concatenate expects a list of tensors (received one tensor)
  expect(() => concatenate(input)).toThrow('concatenate expects a list of tensors (received one tensor)');
  // @ts-expect-error concatenate expects a list of tensors (received an empty list)
  expect(() => concatenate([])).toThrow('concatenate expects a list of tensors (received an empty list)');
  // @ts-expect-error concatenate expects a list of tensors (received tensors by name)
  expect(() => concatenate({ input })).toThrow('concatenate expects a list of tensors (received tensors by name)');
  expect(concatenate([input], { name: 'alone' }).name).toBe('alone');
});
