import { losses, metrics, optimizers } from 'tupleflow';
import { describe, expect, it } from 'vitest';

type Make = (options: object) => unknown;

describe('numbers among options', () => {
  it.each<readonly [owner: string, make: unknown, wrong: object, expected: string]>([
    ['BinaryFocalCrossentropy: alpha', losses.BinaryFocalCrossentropy, { alpha: Infinity }, 'a finite number'],
    ['BinaryFocalCrossentropy: gamma', losses.BinaryFocalCrossentropy, { gamma: -Infinity }, 'a finite number'],
    [
      'CategoricalFocalCrossentropy: gamma',
      losses.CategoricalFocalCrossentropy,
      { gamma: Infinity },
      'a finite number',
    ],
    ['Circle: gamma', losses.Circle, { gamma: Infinity }, 'a finite number'],
    ['Circle: margin', losses.Circle, { margin: Infinity }, 'a finite number'],
    ['Tversky: alpha', losses.Tversky, { alpha: Infinity }, 'a finite number'],
    ['Tversky: beta', losses.Tversky, { beta: Infinity }, 'a finite number'],
    ['Huber: delta', losses.Huber, { delta: -1 }, 'a number that is more than 0'],
    ['BinaryIoU: threshold', metrics.BinaryIoU, { threshold: Infinity }, 'a finite number'],
    ['MeanIoU: axis', metrics.MeanIoU, { numClasses: 3, axis: 1.5 }, 'an integer'],
    ['BinaryAccuracy: threshold', metrics.BinaryAccuracy, { threshold: 5 }, 'a number between 0 and 1'],
    ['Adam: learningRate', optimizers.Adam, { learningRate: -0.1 }, 'a number that is 0 or more'],
    ['SGD: momentum', optimizers.SGD, { momentum: 1.5 }, 'a number from 0 to 1'],
    ['Adam: weightDecay', optimizers.Adam, { weightDecay: -1 }, 'a number that is 0 or more'],
  ])('%s', (owner, make, wrong, expected) => {
    const value = Object.values(wrong).at(-1);
    expect(() => (make as Make)(wrong)).toThrow(`${owner} expects ${expected} (received ${value})`);
  });

  it('that a function has to return name the option', () => {
    const optimizer = optimizers.Adam({ learningRate: () => 'fast' as never });
    expect(() => optimizers.hostInputs(optimizer, 0)).toThrow(
      "Adam: learningRate expects a function that returns a finite number (received 'fast')",
    );
  });
});
