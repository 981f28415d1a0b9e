import { LogCosh } from '../losses/log-cosh.js';
import type { MetricFactory } from './define-metric.js';
import { meanOfLoss } from './mean-of.js';
import type { MetricOptions } from './metric.js';

/** The mean of the logarithms of the hyperbolic cosines of the differences. */
export const LogCoshError: MetricFactory<'logcosh'> = <const Name extends string = 'logcosh'>(
  options?: MetricOptions<Name>,
) => Object.freeze({ ...meanOfLoss(LogCosh({ name: 'logcosh' as Name, ...options })), className: 'LogCoshError' });
