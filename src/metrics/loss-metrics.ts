import * as tf from '@tensorflow/tfjs-core';
import { checkKnownOptions } from '../arguments/options.js';
import { withPositional } from '../arguments/positional.js';
import * as losses from '../losses/classes.js';
import type { LossNumbers } from '../losses/define-loss.js';
import type { Loss } from '../losses/loss.js';
import type { MetricFactory } from './define-metric.js';
import { defineMeanMetric, meanOfLoss } from './mean-metrics.js';
import type { MetricOptions } from './metric.js';

/** The metric that is the mean of a loss: with the same options, except for the reduction and those in `without`. */
function metricOf<Name extends string, Options extends object, Numbers, ClassName extends string>(
  factory: ((options: never) => Loss) & { readonly identifier: Name },
  without: readonly string[] = [],
): MetricFactory<Name, Options, [], [], Numbers, ClassName> {
  const make = (given: Options & MetricOptions) => {
    // A cast: the options of the metric are among those of the loss.
    const loss = factory({ ...given } as never);
    const own = Object.entries(loss.options).filter(([name]) => ![...without, 'reduction'].includes(name));
    const names = own.map(([name]) => name);
    checkKnownOptions(loss.className, Object.keys(given), names);
    return Object.freeze({ ...meanOfLoss(loss), options: Object.freeze(Object.fromEntries(own)) });
  };
  const { identifier } = factory;
  return Object.assign(withPositional(identifier, [], make), { identifier }) as MetricFactory<
    Name,
    Options,
    [],
    [],
    Numbers,
    ClassName
  >;
}

/** The mean of the binary crossentropies. */
export const BinaryCrossentropy: MetricFactory<
  'binaryCrossentropy',
  Omit<losses.BinaryCrossentropyOptions, 'axis'>,
  [],
  [],
  LossNumbers
> = metricOf(losses.BinaryCrossentropy, ['axis']);

/** The mean of the categorical crossentropies. */
export const CategoricalCrossentropy: MetricFactory<
  'categoricalCrossentropy',
  losses.CategoricalCrossentropyOptions,
  [],
  [],
  LossNumbers
> = metricOf(losses.CategoricalCrossentropy);

/** The mean of the crossentropies of class indices. */
export const SparseCategoricalCrossentropy: MetricFactory<
  'sparseCategoricalCrossentropy',
  losses.SparseCategoricalCrossentropyOptions,
  [],
  [],
  losses.SparseCategoricalCrossentropyNumbers
> = metricOf(losses.SparseCategoricalCrossentropy);

/** The mean of the squared differences. */
export const MeanSquaredError: MetricFactory<'meanSquaredError'> = metricOf(losses.MeanSquaredError);

/** The mean of the absolute differences. */
export const MeanAbsoluteError: MetricFactory<'meanAbsoluteError'> = metricOf(losses.MeanAbsoluteError);

/** The mean of the absolute differences in percent of the targets. */
export const MeanAbsolutePercentageError: MetricFactory<'meanAbsolutePercentageError'> = metricOf(
  losses.MeanAbsolutePercentageError,
);

/** The mean of the squared differences of logarithms. */
export const MeanSquaredLogarithmicError: MetricFactory<'meanSquaredLogarithmicError'> = metricOf(
  losses.MeanSquaredLogarithmicError,
);

/** The mean of the Kullback-Leibler divergences. */
export const KLDivergence: MetricFactory<'klDivergence'> = metricOf(losses.KLDivergence);

/** The mean of the Poisson losses. */
export const Poisson: MetricFactory<'poisson'> = metricOf(losses.Poisson);

/** The mean of the hinge losses. */
export const Hinge: MetricFactory<'hinge'> = metricOf(losses.Hinge);

/** The mean of the squared hinge losses. */
export const SquaredHinge: MetricFactory<'squaredHinge'> = metricOf(losses.SquaredHinge);

/** The mean of the categorical hinge losses. */
export const CategoricalHinge: MetricFactory<'categoricalHinge'> = metricOf(losses.CategoricalHinge);

/** The mean of the logarithms of the hyperbolic cosines of the differences. */
export const LogCoshError: MetricFactory<'logcosh', object, [], [], object, 'LogCoshError', 'logCoshError'> =
  Object.assign(
    defineMeanMetric<object, 'logcosh'>({
      className: 'LogCoshError',
      name: 'logcosh',
      defaults: {},
      values: (target, prediction) => losses.LogCosh().losses(target, prediction),
    }),
    { identifier: 'logCoshError' as const },
  );

/** The root of the mean of the squared differences. */
export const RootMeanSquaredError: MetricFactory<'rootMeanSquaredError'> = defineMeanMetric({
  className: 'RootMeanSquaredError',
  name: 'rootMeanSquaredError',
  defaults: {},
  values: (target, prediction) => tf.squaredDifference(target, prediction),
  finish: (mean) => tf.sqrt(mean),
  // As in Keras, unlike all other means.
  countsMasked: true,
});
