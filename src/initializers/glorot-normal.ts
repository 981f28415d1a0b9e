import type { Initializer } from './define-initializer.js';
import { type ScalingOptions, scalingInitializer } from './scaling-initializer.js';

/** Values of a truncated normal distribution with variance 2 / (inputs + outputs), by Glorot and Bengio (2010). */
export function GlorotNormal(options: ScalingOptions = {}): Initializer {
  return scalingInitializer('GlorotNormal', { scale: 1, mode: 'fanAvg', distribution: 'truncatedNormal' }, options);
}
