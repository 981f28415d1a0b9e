import type { Initializer } from './define-initializer.js';
import { type ScalingOptions, scalingInitializer } from './scaling-initializer.js';

/** Values from -limit to limit, the square root of 6 / (inputs + outputs), by Glorot and Bengio (2010). */
export function GlorotUniform(options: ScalingOptions = {}): Initializer {
  return scalingInitializer('GlorotUniform', { scale: 1, mode: 'fanAvg', distribution: 'uniform' }, options);
}
