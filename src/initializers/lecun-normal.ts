import type { Initializer } from './define-initializer.js';
import { type ScalingOptions, scalingInitializer } from './scaling-initializer.js';

/** Values of a truncated normal distribution with variance 1 / inputs, for layers with `selu`, by Klambauer et al. (2017). */
export function LecunNormal(options: ScalingOptions = {}): Initializer {
  return scalingInitializer('LecunNormal', { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal' }, options);
}
