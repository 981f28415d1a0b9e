import { requireTensors } from '../arguments/require-tensors.js';
import { DataError } from '../errors.js';
import { valueOf } from '../graph/value.js';
import { asTensor } from '../tensor/tensor.js';
import type { Metric, MetricRule } from './metric.js';
import { MetricMemory } from './metric-memory.js';

/** A metric of a rule: what can also keep its state itself. */
export function stateful<Name extends string>(rule: MetricRule<Name>): Metric<Name> {
  const memory = new MetricMemory(rule);
  return Object.freeze<Metric<Name>>({
    ...rule,
    updateState(yTrue, yPred, sampleWeight) {
      const owner = `${rule.name}.updateState`;
      requireTensors(owner, { yTrue, yPred, ...(sampleWeight && { sampleWeight }) });
      const [targets, predictions] = [yTrue.shape[0], yPred.shape[0]];
      if (targets !== predictions) {
        throw new DataError(`${owner} expects as many targets as predictions (received ${targets} and ${predictions})`);
      }
      const mask = valueOf(yPred).mask ?? undefined;
      memory.update((state) => rule.update(state, yTrue, yPred, { sampleWeight, mask }));
    },
    result: (state) => (state ? asTensor(rule.result(state)) : memory.result()),
    resetState: () => memory.clear(),
  });
}
