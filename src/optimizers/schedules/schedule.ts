/**
 * A learning rate that follows from the number of steps done: an optimizer's `learningRate`.
 *
 * @example
 * const schedule = ExponentialDecay({ initialLearningRate: 0.1, decaySteps: 1000, decayRate: 0.9 });
 * schedule(1000); // 0.09
 */
export interface Schedule {
  (iteration: number): number;
  readonly kind: 'schedule';
  /** Keras' name for the class: `ExponentialDecay`. */
  readonly className: string;
  /** Everything that makes an equal schedule when it is given to the same factory. */
  readonly options: Readonly<Record<string, unknown>>;
}
