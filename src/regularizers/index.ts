export { defineRegularizer, type Regularizer } from './define-regularizer.js';
export { L1 } from './l1.js';
export { L1L2, type L1L2Options } from './l1-l2.js';
export { L2 } from './l2.js';
export { OrthogonalRegularizer, type OrthogonalRegularizerOptions } from './orthogonal-regularizer.js';
export { type RegularizerIdentifier, type RegularizerName, resolveRegularizer } from './regularizer.js';
