export * from './classes.js';
export { defineRegularizer, type Regularizer, type RegularizerFactory } from './define-regularizer.js';
export { type RegularizerIdentifier, type RegularizerName, resolveRegularizer } from './regularizer.js';
