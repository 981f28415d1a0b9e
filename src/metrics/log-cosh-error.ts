import { LogCosh } from '../losses/log-cosh.js';
import type { MetricFactory } from './define-metric.js';
import { meanOfLoss } from './mean-of.js';

/** The mean of the logarithms of the hyperbolic cosines of the differences. */
export const LogCoshError: MetricFactory = (options) =>
  Object.freeze({ ...meanOfLoss(LogCosh({ name: 'logcosh', ...options })), className: 'LogCoshError' });
