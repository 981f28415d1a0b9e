export { type Applied, applyOptimizer } from './apply-optimizer.js';
export * from './classes.js';
export {
  defineOptimizer,
  type OptimizerDefinition,
  type OptimizerFactory,
  type OptimizerOptions,
} from './define-optimizer.js';
export { scaleLoss } from './gradients.js';
export { type HostInputs, hostInputs, learningRateAt } from './host-inputs.js';
export type { Optimizer } from './optimizer.js';
export type {
  LearningRate,
  MomentOptions,
  OptimizerNumbers,
  OptimizerRule,
  SharedOptions,
  Slot,
  SlottedWeight,
  Step,
  StepMoment,
  Updated,
} from './optimizer-rule.js';
export type { OptimizerSnapshot, SlotValues } from './optimizer-snapshot.js';
export { type OptimizerIdentifier, type OptimizerName, resolveOptimizer } from './resolve-optimizer.js';
export * as schedules from './schedules/index.js';
export { finalWeights, initialSlots } from './slots.js';
