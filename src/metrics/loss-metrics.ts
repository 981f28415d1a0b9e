import { checkKnownOptions } from '../arguments/known-options.js';
import type { LossFactory } from '../losses/define-loss.js';
import * as losses from '../losses/index.js';
import type { LossOptions, TargetKind } from '../losses/loss.js';
import type { MetricFactory } from './define-metric.js';
import { meanOfLoss } from './mean-of.js';
import type { MetricOptions } from './metric.js';

/** The metric that is the mean of a loss, and takes its options but for how losses are reduced, and those that are `left`. */
function metricOf<Name extends string, Options extends object, Left extends keyof Options = never>(
  factory: LossFactory<Name, Options, TargetKind>,
  left: readonly Left[] = [],
): MetricFactory<Name, Omit<Options, Left>> {
  return <const Given extends string = Name>(given?: Omit<Options, Left> & MetricOptions<Given>) => {
    const loss = factory<Given>(given as (Options & LossOptions<Given>) | undefined);
    const own = Object.entries(loss.options).filter(([name]) => ![...left, 'reduction'].includes(name));
    const names = own.map(([name]) => name);
    checkKnownOptions(loss.className, Object.keys(given ?? {}), names);
    return Object.freeze({ ...meanOfLoss(loss), options: Object.freeze(Object.fromEntries(own)) });
  };
}

/** The mean of the binary crossentropies. */
export const BinaryCrossentropy: MetricFactory<
  'binaryCrossentropy',
  Omit<losses.BinaryCrossentropyOptions, 'axis'>
> = metricOf(losses.BinaryCrossentropy, ['axis']);

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
