import { applyMask } from '../losses/apply-mask.js';
import { asFloat } from '../losses/as-float.js';
import type { Loss } from '../losses/loss.js';
import { reduceLoss } from '../losses/reduce-loss.js';
import type { Metric, MetricFunction } from './metric.js';
import { runningMean } from './running-mean.js';
import { stateful } from './stateful.js';

/** A metric that is the mean of a loss over all samples; of a loss that sums, the mean over all batches. */
export function meanOfLoss<Name extends string>(loss: Loss<Name>): Metric<Name> {
  const { className, name, options } = loss;
  const { reduction: _, ...others } = options;
  return stateful<Name>({
    kind: 'metric',
    className,
    name,
    options: Object.freeze({ ...others, name }),
    initial: runningMean.initial,
    update: (state, target, prediction, { sampleWeight, mask } = {}) => {
      const losses = loss.losses(target, prediction);
      const weight = applyMask(sampleWeight, mask, 'sum');
      // As in Keras: what a loss leaves out counts as 0, unless there are weights or a mask; then it does not count.
      const own = weight && loss.mask?.(target, prediction, losses);
      if (loss.reduction !== 'sum') return runningMean.add(state, losses, applyMask(weight, own, 'sum'));
      return runningMean.add(state, reduceLoss(losses, 'sum', weight));
    },
    result: runningMean.result,
  });
}

/** A metric that is the mean, over all samples, of what a function of the user's own returns. */
export function meanOfFunction(compute: MetricFunction): Metric {
  return stateful({
    kind: 'metric',
    className: 'MeanMetricWrapper',
    name: compute.name || 'metric',
    options: Object.freeze({}),
    initial: runningMean.initial,
    update: (state, target, prediction, { sampleWeight, mask } = {}) =>
      runningMean.add(state, asFloat(compute(target, prediction)), applyMask(sampleWeight, mask, 'sum')),
    result: runningMean.result,
  });
}
