export { Adam, type AdamOptions } from './adam.js';
export { AdamW } from './adamw.js';
export { type Applied, applyOptimizer, learningRateAt } from './apply-optimizer.js';
export {
  defineOptimizer,
  type OptimizerDefinition,
  type OptimizerFactory,
  type OptimizerOptions,
} from './define-optimizer.js';
export { initialSlots } from './initial-slots.js';
export { finalWeights } from './moving-average.js';
export type { LearningRate, Optimizer, Slot, SlottedWeight, Step, Updated } from './optimizer.js';
export { type OptimizerIdentifier, type OptimizerName, resolveOptimizer } from './resolve-optimizer.js';
export { RMSprop, type RMSpropOptions } from './rmsprop.js';
export { SGD, type SGDOptions } from './sgd.js';
export type { SharedOptions } from './shared-options.js';
