import { describe, expect, it } from 'vitest';
import { DataError } from '../../src/errors.js';
import {
  BinaryCrossentropy,
  CategoricalCrossentropy,
  type Loss,
  MeanSquaredError,
  type PredictionShape,
  SparseCategoricalCrossentropy,
} from '../../src/losses/index.js';

function check(loss: Loss, values: number[], targetShape: number[], predictionShape: PredictionShape): () => void {
  return () => loss.checkTargets?.(Float32Array.from(values), targetShape, predictionShape, 'y');
}

describe('checkTargets', () => {
  const sparse = SparseCategoricalCrossentropy();
  const oneHot = CategoricalCrossentropy();

  it.each([
    ['indices', sparse, [0, 2, 1], [3], [null, 3]],
    ['indices in a column', sparse, [0, 2], [2, 1], [null, 3]],
    ['indices of positions', sparse, [0, 2, 1, 1], [2, 2], [null, 2, 3]],
    ['an index that is ignored', SparseCategoricalCrossentropy({ ignoreClass: -1 }), [-1, 0], [2], [null, 3]],
    ['no samples', sparse, [], [0], [null, 3]],
    ['one-hot rows', oneHot, [0, 1, 1, 0], [2, 2], [null, 2]],
    ['rounded probabilities', oneHot, [1.0000001, -1e-7], [1, 2], [null, 2]],
    ['labels without the last axis', BinaryCrossentropy(), [0, 1], [2], [null, 1]],
    ['labels with it', BinaryCrossentropy(), [0, 1], [2, 1], [null, 1]],
    ['infinities', MeanSquaredError(), [Number.POSITIVE_INFINITY], [1, 1], [null, 1]],
    ['a batch of known size', MeanSquaredError(), [1, 2], [2, 1], [2, 1]],
  ] as [string, Loss, number[], number[], PredictionShape][])('accepts %s', (_, loss, values, shape, prediction) => {
    expect(check(loss, values, shape, prediction)).not.toThrow();
  });

  it.each([
    [sparse, [0, 3], [2], [null, 3], 'expects class indices from 0 to 2 in y (received 3 at y[1])'],
    [sparse, [0, 1, 1, -1], [2, 2], [null, 2, 3], 'from 0 to 2 in y (received -1 at y[1][1])'],
    [sparse, [0.5], [1], [null, 3], 'received 0.5 at y[0]'],
    [sparse, [Number.NaN], [1], [null, 3], 'received NaN at y[0]'],
    [SparseCategoricalCrossentropy({ ignoreClass: 255 }), [254], [1], [null, 3], 'from 0 to 2, or 255, in y'],
    [sparse, [0, 1, 0], [1, 3], [null, 3], '(received (1, 3); one-hot rows are for categoricalCrossentropy)'],
    [oneHot, [0, 1], [2], [null, 3], '(received (2); class indices are for sparseCategoricalCrossentropy)'],
    [oneHot, [0, 1], [2, 1], [null, 3], 'class indices are for sparseCategoricalCrossentropy'],
    [
      oneHot,
      [0, 1, 0, 1],
      [2, 2],
      [null, 3],
      'y expects targets of shape (null, 3) for categoricalCrossentropy (received (2, 2))',
    ],
    [oneHot, [0, 2, 0], [1, 3], [null, 3], 'expects probabilities of classes in y (received 2 at y[0][1])'],
    [BinaryCrossentropy(), [-1], [1, 1], [null, 1], 'expects labels from 0 to 1 in y (received -1 at y[0][0])'],
    [MeanSquaredError(), [Number.NaN], [1, 1], [null, 1], 'expects numbers in y (received NaN at y[0][0])'],
    [MeanSquaredError(), [1, 2], [2, 1], [null, 3], 'y expects targets of shape (null, 3) for meanSquaredError'],
    [MeanSquaredError(), [1, 2], [2, 1], [3, 1], 'received (2, 1)'],
    [MeanSquaredError({ name: 'mse' }), [1], [1], [null, 2, 2], 'y expects targets of shape (null, 2, 2) for mse'],
  ] as [Loss, number[], number[], PredictionShape, string][])(
    'rejects %#',
    (loss, values, shape, prediction, message) => {
      expect(check(loss, values, shape, prediction)).toThrow(DataError);
      expect(check(loss, values, shape, prediction)).toThrow(message);
    },
  );

  it('is left to the user for a function of theirs', async () => {
    const { resolveLoss } = await import('../../src/losses/index.js');
    expect(resolveLoss((target) => target, 'loss').checkTargets).toBeUndefined();
  });
});
