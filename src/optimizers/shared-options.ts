import { integerFrom, nonNegative, positive, within } from '../arguments/number.js';
import { ArgumentError } from '../errors.js';

/** What every optimizer can do around its rule. */
export interface SharedOptions {
  /** The part of a weight that each step takes away, times the learning rate. */
  readonly weightDecay: number | null;
  /** The largest norm of the gradient of one weight; a longer one is shortened. */
  readonly clipnorm: number | null;
  /** The largest magnitude of an element of a gradient. */
  readonly clipvalue: number | null;
  /** The largest norm of the gradients of all weights together. */
  readonly globalClipnorm: number | null;
  /** Whether a moving average of the weights is kept, which takes their place when training ends. */
  readonly useEma: boolean;
  /** How much of the average stays at each step. */
  readonly emaMomentum: number;
  /** After how many steps the average takes the place of the weights, time and again. */
  readonly emaOverwriteFrequency: number | null;
  /** What the loss is multiplied by before gradients are taken, and they are divided by after it. */
  readonly lossScaleFactor: number | null;
  /** Over how many steps gradients are averaged before the weights are updated. */
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
