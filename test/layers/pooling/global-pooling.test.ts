import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import type { AnyLayer } from '../../../src/graph/layer.js';
import type { SymbolicTensor } from '../../../src/graph/symbolic-tensor.js';
import { Input } from '../../../src/layers/core/input.js';
import {
  GlobalAveragePooling1D,
  GlobalAveragePooling1DChannelsFirst,
  GlobalAveragePooling2D,
  GlobalAveragePooling2DChannelsFirst,
  GlobalAveragePooling3D,
  GlobalAveragePooling3DChannelsFirst,
  GlobalMaxPooling1D,
  GlobalMaxPooling1DChannelsFirst,
  GlobalMaxPooling2D,
  GlobalMaxPooling2DChannelsFirst,
  GlobalMaxPooling3D,
  GlobalMaxPooling3DChannelsFirst,
} from '../../../src/layers/pooling/global-poolings.js';
import { expectClose } from '../expect-close.js';
import { type Call, runLayer, runOutputs } from '../run-layer.js';

// biome-ignore lint/suspicious/noExplicitAny: what these have in common is not a type of theirs.
type Pooling = (options?: any) => AnyLayer;

describe.each(['cpu', 'wasm'] as const)('global poolings on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it.each([
    ['channels last', GlobalAveragePooling1D, [1, 3, 2]],
    ['channels first', GlobalAveragePooling1DChannelsFirst, [1, 2, 3]],
  ] as const)('leave out the steps that a mask leaves out, and end the mask: %s', (_, pooling, shape) => {
    tf.tidy(() => {
      const steps = tf.tensor([1, 2, 3, 4, 50, 60], [1, 3, 2]);
      const given = shape[1] === 3 ? steps : tf.transpose(steps, [0, 2, 1]);
      const mask = tf.tensor([1, 1, 0], [1, 3], 'bool');
      const input: SymbolicTensor = Input([...shape.slice(1)]);
      for (const keepdims of [false, true]) {
        const output = ((pooling as Pooling)({ keepdims }) as unknown as Call)(input) as SymbolicTensor;
        const [value] = runOutputs([input], [output], [given], { masks: [mask] });
        expectClose(value?.tensor as tf.Tensor, [2, 3], 1e-6, 'means');
        expect(value?.mask).toBeNull();
      }
    });
  });

  it('take the greatest of negative numbers, and bytes', () => {
    tf.tidy(() => {
      expectClose(runLayer(GlobalMaxPooling2D(), tf.fill([1, 2, 2, 1], -3)), [-3], 0, 'negative');
      const mean = runLayer(GlobalAveragePooling2D(), tf.tensor([1, 2, 3, 255], [1, 2, 2, 1], 'int32'));
      expect(mean.dtype).toBe('float32');
      expectClose(mean, [65.25], 1e-4, 'bytes');
    });
  });
});

describe('global poolings', () => {
  it('keep the axes where asked to, and the channels where they stand', () => {
    expect(GlobalMaxPooling1D()(Input([null, 3])).shape).toEqual([null, 3]);
    expect(GlobalMaxPooling1DChannelsFirst({ keepdims: true })(Input([3, null])).shape).toEqual([null, 3, 1]);
    expect(GlobalMaxPooling2D({ keepdims: true })(Input([8, 9, 3])).shape).toEqual([null, 1, 1, 3]);
    expect(GlobalMaxPooling2DChannelsFirst()(Input([3, 8, 9])).shape).toEqual([null, 3]);
    expect(GlobalAveragePooling2DChannelsFirst({ dataFormat: 'channelsLast' })(Input([8, 9, 3])).shape).toEqual([
      null,
      3,
    ]);
    expect(GlobalAveragePooling3D({ keepdims: true })(Input([7, 8, 9, 3])).shape).toEqual([null, 1, 1, 1, 3]);
    expect(GlobalAveragePooling3DChannelsFirst({ keepdims: true })(Input([3, 7, 8, 9])).shape).toEqual([
      null,
      3,
      1,
      1,
      1,
    ]);
    expect(GlobalMaxPooling3DChannelsFirst()(Input([3, 7, 8, 9])).shape).toEqual([null, 3]);
  });

  it('reject other formats and other ranks', () => {
    expect(() => (GlobalMaxPooling2D as Pooling)({ dataFormat: 'last' })).toThrow(ArgumentError);
    const call = GlobalAveragePooling1D() as unknown as (input: object) => void;
    expect(() => call(Input([8]))).toThrow(
      new ShapeError('GlobalAveragePooling1D expects (batch, steps, channels) (received (null, 8))'),
    );
    expect(() => (GlobalMaxPooling3D() as unknown as (input: object) => void)(Input([8, 8, 3]))).toThrow(
      'GlobalMaxPooling3D expects (batch, depth, height, width, channels) (received (null, 8, 8, 3))',
    );
  });
});
