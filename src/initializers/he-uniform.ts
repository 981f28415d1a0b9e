import type { Initializer } from './define-initializer.js';
import { type ScalingOptions, scalingInitializer } from './scaling-initializer.js';

/** Values from -limit to limit, the square root of 6 / inputs, for layers with `relu`, by He et al. (2015). */
export function HeUniform(options: ScalingOptions = {}): Initializer {
  return scalingInitializer('HeUniform', { scale: 2, mode: 'fanIn', distribution: 'uniform' }, options);
}
