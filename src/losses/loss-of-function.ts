import { asFloat } from './as-float.js';
import { computable } from './computable.js';
import type { Loss, LossFunction } from './loss.js';

/** A loss of a function of the user's own, by whose name it goes. Targets come as they are. */
export function lossOfFunction(compute: LossFunction): Loss<string, 'any'> {
  return computable<string, 'any'>({
    kind: 'loss',
    className: 'LossFunction',
    name: compute.name || 'loss',
    options: Object.freeze({}),
    reduction: 'sumOverBatchSize',
    targetKind: 'any',
    losses: (target, prediction) => asFloat(compute(target, prediction)),
  });
}
