import { nonNegative } from '../arguments/number.js';
import { StateError } from '../errors.js';
import type { LearningRate } from './optimizer.js';

/**
 * A learning rate that may take the place of an optimizer's.
 *
 * @throws ArgumentError if it is not a number from 0.
 * @throws StateError if the optimizer's is a function.
 */
export function settableLearningRate(
  { className, learningRate }: { readonly className: string; readonly learningRate: LearningRate },
  value: number,
): number {
  if (typeof learningRate !== 'function') return nonNegative(`${className}: learningRate`, value);
  throw new StateError(
    `${className}: learningRate expects to be a number where it is set in training (received a function)`,
  );
}
