import { normalStream, truncatedNormalStream, uniformStream } from '../random/random.js';
import { draw } from './draw.js';
import { type FanAxes, type Fans, fans } from './fans.js';

/** Values whose variance is `scale`, divided by the number of inputs, of outputs, or by the mean of the two. */
export interface Scaling {
  readonly scale: number;
  readonly mode: ScalingMode;
  readonly distribution: ScalingDistribution;
}

export type ScalingMode = 'fanIn' | 'fanOut' | 'fanAvg';

export type ScalingDistribution = 'truncatedNormal' | 'untruncatedNormal' | 'uniform';

/** What the variance is divided by, mode by mode. */
export const scalingModes: Readonly<Record<ScalingMode, (sizes: Fans) => number>> = {
  fanIn: ({ fanIn }) => fanIn,
  fanOut: ({ fanOut }) => fanOut,
  fanAvg: ({ fanIn, fanOut }) => (fanIn + fanOut) / 2,
};

type Draw = (shape: readonly number[], variance: number, seed: number) => Float32Array;

/** What a normal distribution's standard deviation is once values beyond two of them are drawn again. */
const truncatedDeviation = 0.87962566103423978;

/** How values of a variance are drawn, distribution by distribution. */
export const scalingDistributions: Readonly<Record<ScalingDistribution, Draw>> = {
  truncatedNormal: (shape, variance, seed) =>
    draw(shape, truncatedNormalStream(seed), Math.sqrt(variance) / truncatedDeviation),
  untruncatedNormal: (shape, variance, seed) => draw(shape, normalStream(seed), Math.sqrt(variance)),
  uniform: (shape, variance, seed) => {
    const limit = Math.sqrt(3 * variance);
    return draw(shape, uniformStream(seed), 2 * limit, -limit);
  },
};

/** The values of a weight of `shape`. */
export function scaledValues(
  shape: readonly number[],
  scaling: Scaling,
  seed: number,
  axes: FanAxes | null = null,
): Float32Array {
  const variance = scaling.scale / Math.max(1, scalingModes[scaling.mode](fans(shape, axes)));
  return scalingDistributions[scaling.distribution](shape, variance, seed);
}
