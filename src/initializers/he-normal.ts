import type { Initializer } from './define-initializer.js';
import { type ScalingOptions, scalingInitializer } from './scaling-initializer.js';

/** Values of a truncated normal distribution with variance 2 / inputs, for layers with `relu`, by He et al. (2015). */
export function HeNormal(options: ScalingOptions = {}): Initializer {
  return scalingInitializer('HeNormal', { scale: 2, mode: 'fanIn', distribution: 'truncatedNormal' }, options);
}
