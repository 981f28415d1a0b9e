import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError } from '../../../src/errors.js';
import { Identity } from '../../../src/layers/core/identity.js';
import { Input } from '../../../src/layers/core/input.js';
import { Rescaling } from '../../../src/layers/preprocessing/rescaling.js';
import { ActivityRegularization } from '../../../src/layers/regularization/activity-regularization.js';
import { Permute, RepeatVector } from '../../../src/layers/reshaping/rearranging.js';
import { runOutputs } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('rearranging on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('keeps the element type where elements only move', () => {
    const [matrix, vector] = [Input([2, 3], { dtype: 'int32' }), Input([2], { dtype: 'bool' })];
    const outputs = [Permute([2, 1])(matrix), RepeatVector(2)(vector), Identity()(matrix), Rescaling(0.5)(matrix)];
    const feeds = [
      tf.tensor(
        [
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ],
        [1, 2, 3],
        'int32',
      ),
      tf.tensor([[1, 0]], [1, 2], 'bool'),
    ];
    const values = runOutputs([matrix, vector], outputs, feeds);
    expect(outputs.map(({ dtype }) => dtype)).toEqual(['int32', 'bool', 'int32', 'float32']);
    expect(values.map(({ tensor }) => tensor.dtype)).toEqual(['int32', 'bool', 'int32', 'float32']);
    expect(values.slice(0, 2).map(({ tensor }) => tensor.arraySync())).toEqual([
      [
        [
          [1, 4],
          [2, 5],
          [3, 6],
        ],
      ],
      [
        [
          [1, 0],
          [1, 0],
        ],
      ],
    ]);
  });

  it('keeps masks, but where steps do not stay', () => {
    const [sequence, vector] = [Input([2, 3]), Input([2])];
    const layers = [Identity(), Rescaling(2), ActivityRegularization(), Permute([2, 1])] as const;
    const outputs = [...layers.map((layer) => layer(sequence)), RepeatVector(2)(vector)];
    const masks = [tf.tensor([[1, 0]], [1, 2], 'bool'), tf.tensor([1], [1], 'bool')];
    const values = runOutputs([sequence, vector], outputs, [tf.ones([1, 2, 3]), tf.ones([1, 2])], { masks });
    expect(values.map(({ mask }) => mask?.arraySync() ?? null)).toEqual([[[1, 0]], [[1, 0]], [[1, 0]], null, null]);
  });

  it('adds to the loss what ActivityRegularization asks for', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const input = Input([2]);
      const penalties: tf.Scalar[] = [];
      const output = ActivityRegularization({ l1: 0.5, l2: 2 })(input);
      runOutputs([input], [output], [tf.tensor([[1, -2]])], { penalties });
      expect(penalties.map((penalty) => penalty.dataSync()[0])).toEqual([0.5 * 3 + 2 * 5]);
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

it('checks its options', () => {
  for (const dims of [
    [1, 1],
    [2, 3],
    [0, 1],
  ] as const) {
    expect(() => Permute(dims)).toThrow('Permute: dims expects each of the axes from 1 to 2 once');
  }
  expect(() => Permute(2 as never)).toThrow('Permute: dims expects a list of axes (received 2)');
  expect(() => RepeatVector(0 as number)).toThrow('RepeatVector: n expects a positive integer (received 0)');
  expect(() => Rescaling(Number.NaN)).toThrow(ArgumentError);
  expect(() => Rescaling(1, { offset: Number.NaN })).toThrow('Rescaling: offset expects a finite number');
  // @ts-expect-error ActivityRegularization: l1 expects a number that is 0 or more (received -1)
  expect(() => ActivityRegularization({ l1: -1 })).toThrow(
    'ActivityRegularization: l1 expects a number that is 0 or more',
  );
});

it('says what does not fit', () => {
  // @ts-expect-error Permute expects one axis after the batch
  expect(() => Permute([2, 1])(Input([4]))).toThrow(
    'Permute expects one axis after the batch for each of dims (2, 1) (received (null, 4))',
  );
  // @ts-expect-error RepeatVector expects (batch, features)
  expect(() => RepeatVector(3)(Input([4, 5]))).toThrow(
    'RepeatVector expects (batch, features) (received (null, 4, 5))',
  );
});
