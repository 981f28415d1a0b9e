import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { setBackend } from '../../../src/backends/backend.js';
import { ArgumentError, ShapeError } from '../../../src/errors.js';
import { Input } from '../../../src/layers/core/input.js';
import { Masking } from '../../../src/layers/core/masking.js';
import { LSTM } from '../../../src/layers/recurrent/lstm.js';
import { expectCompiledShapes } from '../../types/compiled-shapes.js';
import { runOutputs } from '../run-layer.js';

describe.each(['cpu', 'wasm'] as const)('Masking on %s', (backend) => {
  beforeAll(() => setBackend(backend));

  it('leaves out the steps that are all maskValue, of integers too, and makes them zeros', () => {
    tf.tidy(() => {
      const feed = [
        [
          [7, 7],
          [7, 0],
          [0, 0],
        ],
      ];
      for (const dtype of ['float32', 'int32'] as const) {
        const input = Input([3, 2], { dtype });
        const output = Masking({ maskValue: 7 })(input);
        const [value] = runOutputs([input], [output], [tf.tensor(feed, undefined, dtype)]);
        expect(value?.mask?.arraySync()).toEqual([[0, 1, 1]]);
        expect(value?.tensor.dtype).toBe('float32');
        expect(value?.tensor.arraySync()).toEqual([
          [
            [0, 0],
            [7, 0],
            [0, 0],
          ],
        ]);
      }
    });
  });

  it('passes the gradient on where steps count, also through layers that use the mask', () => {
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const input = Input([3, 1]);
      const lstm = LSTM(1);
      const [masked, last] = [Masking()(input), lstm(Masking()(input))];
      const feed = tf.tensor([[[2], [0], [3]]]);
      const gradientOf = (output: typeof masked | typeof last) =>
        tf.grad((given) => runOutputs([input], [output], [tf.clone(given)])[0]?.tensor as tf.Tensor)(feed);
      expect(gradientOf(masked).arraySync()).toEqual([[[1], [0], [1]]]);
      const [[[first], [middle], [end]]] = gradientOf(last).arraySync() as [[[number], [number], [number]]];
      expect([first !== 0, middle, end !== 0]).toEqual([true, 0, true]);
      lstm.dispose();
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

const several = 'Masking expects one tensor (received several tensors)';

describe('Masking', () => {
  it('has the shapes at compile time that it has at run time', () => {
    const x = Input([3, 2]);
    const call = () => (Masking() as unknown as (input: unknown) => unknown)([x, x]);
    expect(call).toThrow(ShapeError);
    expect(call).toThrow(several);
    expectCompiledShapes(
      `import { Input } from '../../src/layers/core/input.js'; import { Masking } from '../../src/layers/core/masking.js';
       const x = Input([3, 2]);`,
      [
        ['Masking()(x)', [null, 3, 2]],
        ['Masking({ maskValue: 7 })(Input([null, 2, 4], { batchSize: 5, dtype: "int32" }))', [5, null, 2, 4]],
        ['Masking()([x, x])', { rejected: several }],
      ],
    );
  });

  it('rejects a value that nothing is equal to', () => {
    expect(() => Masking({ maskValue: Number.NaN })).toThrow(ArgumentError);
    expect(() => Masking({ maskValue: Number.NaN })).toThrow('Masking: maskValue expects a number (received NaN)');
  });
});
