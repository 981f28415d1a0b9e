import type { Training } from './callback.js';

/**
 * Makes a callback that will set the learning rate fail as training begins, not in the middle of it.
 *
 * @throws StateError if the optimizer's learning rate is a function.
 */
export function requireSettableLearningRate(training: Training): void {
  const { learningRate } = training;
  training.learningRate = learningRate;
}
