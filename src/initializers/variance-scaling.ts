import { oneOf } from '../arguments/names.js';
import { positive } from '../arguments/number.js';
import { ArgumentError, received } from '../errors.js';
import { normalStream, truncatedNormalStream, uniformStream } from '../random/random.js';
import {
  draw,
  type FanAxes,
  type Fans,
  fans,
  type InitializerFactory,
  initializerFactory,
  type SeedOptions,
  seedsFrom,
  type Values,
} from './define-initializer.js';

/** Whether to divide the variance by the number of inputs, of outputs, or by the mean of the two. */
export type ScalingMode = 'fanIn' | 'fanOut' | 'fanAvg';

export type ScalingDistribution = 'truncatedNormal' | 'untruncatedNormal' | 'uniform';

/** Values whose variance is `scale`, divided by a number of inputs or outputs. */
interface Scaling {
  readonly scale: number;
  readonly mode: ScalingMode;
  readonly distribution: ScalingDistribution;
}

const modes: Readonly<Record<ScalingMode, (sizes: Fans) => number>> = {
  fanIn: ({ fanIn }) => fanIn,
  fanOut: ({ fanOut }) => fanOut,
  fanAvg: ({ fanIn, fanOut }) => (fanIn + fanOut) / 2,
};

type Draw = (shape: readonly number[], variance: number, seed: number) => Float32Array;

/** The standard deviation of a normal distribution whose values beyond two standard deviations are drawn again. */
const truncatedDeviation = 0.87962566103423978;

const distributions: Readonly<Record<ScalingDistribution, Draw>> = {
  truncatedNormal: (shape, variance, seed) =>
    draw(shape, truncatedNormalStream(seed), Math.sqrt(variance) / truncatedDeviation),
  untruncatedNormal: (shape, variance, seed) => draw(shape, normalStream(seed), Math.sqrt(variance)),
  uniform: (shape, variance, seed) => {
    const limit = Math.sqrt(3 * variance);
    return draw(shape, uniformStream(seed), 2 * limit, -limit);
  },
};

/** The options of all initializers whose values depend on the numbers of inputs and units of a weight. */
export interface ScalingOptions extends SeedOptions {
  /** The axes of the weight that are inputs. The default is `null`, those that the layer states. */
  readonly inputAxes?: readonly number[] | null;
  /** The axes of the weight that are outputs. The default is `null`, those that the layer states. */
  readonly outputAxes?: readonly number[] | null;
}

const defaults: Required<ScalingOptions> = { seed: null, inputAxes: null, outputAxes: null };

function scaledValues(
  className: string,
  { scale, mode, distribution }: Scaling,
  { seed, inputAxes, outputAxes }: Readonly<Required<ScalingOptions>>,
): Values {
  const next = seedsFrom(className, seed);
  checkAxes(`${className}: inputAxes`, inputAxes);
  checkAxes(`${className}: outputAxes`, outputAxes);
  const chosen: FanAxes | null = inputAxes === null || outputAxes === null ? null : { inputAxes, outputAxes };
  return (shape, axes = null) => {
    const variance = scale / Math.max(1, modes[mode](fans(shape, chosen ?? axes)));
    return distributions[distribution](shape, variance, next());
  };
}

function checkAxes(owner: string, axes: readonly number[] | null): void {
  if (axes === null || (Array.isArray(axes) && [...axes].every(Number.isInteger))) return;
  throw new ArgumentError(`${owner} expects a list of integers, or null (received ${received(axes)})`);
}

export interface VarianceScalingOptions extends ScalingOptions {
  /** The factor of the variance. The default is 1. */
  readonly scale?: number;
  /**
   * The number by which the variance is divided: of inputs, of outputs, or the mean of both. The default is `fanIn`.
   */
  readonly mode?: ScalingMode;
  /** The distribution of the values. The default is `truncatedNormal`. */
  readonly distribution?: ScalingDistribution;
}

type ScalingArguments = [scale: number, mode: ScalingMode, distribution: ScalingDistribution, seed: number | null];

/**
 * Values whose variance fits the size of the weight, so that signals neither grow nor fade from layer to layer.
 *
 * @example
 * Dense(64, { kernelInitializer: VarianceScaling(2, 'fanOut') });
 */
export const VarianceScaling: InitializerFactory<
  'varianceScaling',
  VarianceScalingOptions,
  ScalingArguments,
  'VarianceScaling',
  ['scale', 'mode', 'distribution', 'seed']
> = initializerFactory<
  Required<VarianceScalingOptions>,
  'varianceScaling',
  ScalingArguments,
  'VarianceScaling',
  ['scale', 'mode', 'distribution', 'seed']
>({
  className: 'VarianceScaling',
  identifier: 'varianceScaling',
  defaults: { scale: 1, mode: 'fanIn', distribution: 'truncatedNormal', ...defaults },
  positional: ['scale', 'mode', 'distribution', 'seed'],
  create: (options) => {
    positive('VarianceScaling: scale', options.scale);
    oneOf('VarianceScaling: mode', options.mode, Object.keys(modes) as ScalingMode[]);
    const names = Object.keys(distributions) as ScalingDistribution[];
    oneOf('VarianceScaling: distribution', options.distribution, names);
    return scaledValues('VarianceScaling', options, options);
  },
});

type ScalingFactory<Identifier extends string> = InitializerFactory<
  Identifier,
  ScalingOptions,
  [seed: number | null],
  Capitalize<Identifier>,
  ['seed']
>;

/** The factory of an initializer that is `VarianceScaling` with certain options. */
function scaling<const Identifier extends string>(
  className: string,
  identifier: Identifier,
  rule: Scaling,
): ScalingFactory<Identifier> {
  return initializerFactory<
    Required<ScalingOptions>,
    Identifier,
    [seed: number | null],
    Capitalize<Identifier>,
    ['seed']
  >({
    className,
    identifier,
    defaults,
    positional: ['seed'],
    create: (options) => scaledValues(className, rule, options),
  });
}

/** Values of a truncated normal distribution with variance 2 / (inputs + outputs), by Glorot and Bengio (2010). */
export const GlorotNormal: ScalingFactory<'glorotNormal'> = scaling('GlorotNormal', 'glorotNormal', {
  scale: 1,
  mode: 'fanAvg',
  distribution: 'truncatedNormal',
});

/** Values from -limit to limit, the square root of 6 / (inputs + outputs), by Glorot and Bengio (2010). */
export const GlorotUniform: ScalingFactory<'glorotUniform'> = scaling('GlorotUniform', 'glorotUniform', {
  scale: 1,
  mode: 'fanAvg',
  distribution: 'uniform',
});

/** Values of a truncated normal distribution with variance 2 / inputs, for layers with `relu`, by He et al. (2015). */
export const HeNormal: ScalingFactory<'heNormal'> = scaling('HeNormal', 'heNormal', {
  scale: 2,
  mode: 'fanIn',
  distribution: 'truncatedNormal',
});

/** Values from -limit to limit, the square root of 6 / inputs, for layers with `relu`, by He et al. (2015). */
export const HeUniform: ScalingFactory<'heUniform'> = scaling('HeUniform', 'heUniform', {
  scale: 2,
  mode: 'fanIn',
  distribution: 'uniform',
});

/** Values of a truncated normal distribution with variance 1 / inputs, for layers with `selu`, by Klambauer et al. (2017). */
export const LecunNormal: ScalingFactory<'lecunNormal'> = scaling('LecunNormal', 'lecunNormal', {
  scale: 1,
  mode: 'fanIn',
  distribution: 'truncatedNormal',
});

/** Values from -limit to limit, the square root of 3 / inputs, by LeCun et al. (1998). */
export const LecunUniform: ScalingFactory<'lecunUniform'> = scaling('LecunUniform', 'lecunUniform', {
  scale: 1,
  mode: 'fanIn',
  distribution: 'uniform',
});
