import type { LossFactory } from '../losses/define-loss.js';
import * as losses from '../losses/index.js';
import type { TargetKind } from '../losses/loss.js';
import type { MetricFactory } from './define-metric.js';
import { meanOfLoss } from './mean-of.js';

/** The metric that is the mean of a loss, and takes its options. */
function metricOf<Name extends string, Options extends object>(
  factory: LossFactory<Name, Options, TargetKind>,
): MetricFactory<Name, Options> {
  return (options) => meanOfLoss(factory(options));
}

/** The mean of the binary crossentropies. */
export const BinaryCrossentropy: MetricFactory<'binaryCrossentropy', losses.BinaryCrossentropyOptions> = metricOf(
  losses.BinaryCrossentropy,
);

/** The mean of the categorical crossentropies. */
export const CategoricalCrossentropy: MetricFactory<'categoricalCrossentropy', losses.CategoricalCrossentropyOptions> =
  metricOf(losses.CategoricalCrossentropy);

/** The mean of the crossentropies of class indices. */
export const SparseCategoricalCrossentropy: MetricFactory<
  'sparseCategoricalCrossentropy',
  losses.SparseCategoricalCrossentropyOptions
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
