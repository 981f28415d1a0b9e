import { integerFrom, nonNegative, positive, within } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';

/** What every optimizer can do around its rule. */
export interface SharedOptions {
  /**
   * The fraction of each weight, times the learning rate, that each step subtracts. The default is `null`, no decay,
   * and 0.004 for `AdamW` and `Muon`.
   */
  readonly weightDecay: number | null;
  /** The largest norm of the gradient of each weight: longer ones are scaled. The default is `null`, no limit. */
  readonly clipnorm: number | null;
  /** The largest magnitude of an element of a gradient. The default is `null`, no limit. */
  readonly clipvalue: number | null;
  /** The largest norm of the gradients of all weights together. The default is `null`, no limit. */
  readonly globalClipnorm: number | null;
  /**
   * Whether to compute an exponential moving average of the weights, which replaces them at the end of training. The
   * default is `false`.
   */
  readonly useEma: boolean;
  /** The decay rate of the moving average of the weights, from 0 to 1. The default is 0.99. */
  readonly emaMomentum: number;
  /**
   * The number of steps after which the average replaces the weights, again and again. The default is `null`, only at
   * the end of training.
   */
  readonly emaOverwriteFrequency: number | null;
  /**
   * The number by which the loss is multiplied before gradients are computed, and by which these are divided. The
   * default is `null`, no scaling.
   */
  readonly lossScaleFactor: number | null;
  /**
   * The number of steps over which gradients are averaged before weights are updated, 2 or more. The default is `null`,
   * an update in each step.
   */
  readonly gradientAccumulationSteps: number | null;
}

/** Keras' defaults: none of it is done. */
export const sharedDefaults: SharedOptions = {
  weightDecay: null,
  clipnorm: null,
  clipvalue: null,
  globalClipnorm: null,
  useEma: false,
  emaMomentum: 0.99,
  emaOverwriteFrequency: null,
  lossScaleFactor: null,
  gradientAccumulationSteps: null,
};

/** @throws ArgumentError if a value is out of its range, or gradients are to be clipped in more than one way. */
export function checkSharedOptions(owner: string, options: SharedOptions): void {
  const { weightDecay, clipnorm, clipvalue, globalClipnorm, emaMomentum } = options;
  if (weightDecay !== null) nonNegative(`${owner}: weightDecay`, weightDecay);
  const clips = Object.entries({ clipnorm, clipvalue, globalClipnorm }).filter(([, bound]) => bound !== null);
  for (const [name, bound] of clips) positive(`${owner}: ${name}`, bound as number);
  if (clips.length > 1) {
    const names = clips.map(([name]) => `'${name}'`).join(' and ');
    throw new ArgumentError(`${owner} expects one of 'clipnorm', 'clipvalue', 'globalClipnorm' (received ${names})`);
  }
  within(`${owner}: emaMomentum`, emaMomentum, 0, 1);
  const { emaOverwriteFrequency, gradientAccumulationSteps, lossScaleFactor } = options;
  if (lossScaleFactor !== null) positive(`${owner}: lossScaleFactor`, lossScaleFactor);
  if (emaOverwriteFrequency !== null) integerFrom(`${owner}: emaOverwriteFrequency`, emaOverwriteFrequency, 1);
  if (gradientAccumulationSteps !== null)
    integerFrom(`${owner}: gradientAccumulationSteps`, gradientAccumulationSteps, 2);
}
