import { positive } from '../arguments/number.js';
import { oneOf } from '../arguments/one-of.js';
import type { Initializer } from './define-initializer.js';
import { type ScalingDistribution, type ScalingMode, scalingDistributions, scalingModes } from './scaled-values.js';
import { type ScalingOptions, scalingInitializer } from './scaling-initializer.js';

export interface VarianceScalingOptions extends ScalingOptions {
  /** The variance of what comes out over that of what goes in, 1 unless given. */
  readonly scale?: number;
  /** Whether to divide by the number of inputs, of outputs, or by the mean of the two; `fanIn` unless given. */
  readonly mode?: ScalingMode;
  /** `truncatedNormal` unless given. */
  readonly distribution?: ScalingDistribution;
}

/**
 * Values whose variance fits the size of the weight, so that signals neither grow nor fade from layer to layer.
 *
 * @example
 * Dense(64, { kernelInitializer: VarianceScaling({ scale: 2, mode: 'fanOut' }) });
 */
export function VarianceScaling(options: VarianceScalingOptions = {}): Initializer {
  const { scale = 1, mode = 'fanIn', distribution = 'truncatedNormal' } = options;
  positive('VarianceScaling: scale', scale);
  oneOf('VarianceScaling: mode', mode, Object.keys(scalingModes) as ScalingMode[]);
  oneOf('VarianceScaling: distribution', distribution, Object.keys(scalingDistributions) as ScalingDistribution[]);
  const scaling = { scale, mode, distribution };
  return scalingInitializer('VarianceScaling', scaling, options, scaling);
}
