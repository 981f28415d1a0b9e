import { runningMean } from './running-mean.js';
import { defineValueMetric, type ValueMetricFactory } from './value-metric.js';

/**
 * The mean of values, of which those of one sample count as one, their mean; 0 as long as there is nothing.
 *
 * @example
 * const loss = Mean({ name: 'loss' });
 * loss.updateState(lossOfBatch, batchSize);
 * using mean = loss.result();
 */
export const Mean: ValueMetricFactory<'mean'> = defineValueMetric('Mean', 'mean', runningMean);
