import type { Initializer } from './define-initializer.js';
import { type ScalingOptions, scalingInitializer } from './scaling-initializer.js';

/** Values from -limit to limit, the square root of 3 / inputs, by LeCun et al. (1998). */
export function LecunUniform(options: ScalingOptions = {}): Initializer {
  return scalingInitializer('LecunUniform', { scale: 1, mode: 'fanIn', distribution: 'uniform' }, options);
}
