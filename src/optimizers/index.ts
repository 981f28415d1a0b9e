export { Adadelta, type AdadeltaOptions } from './adadelta.js';
export { Adafactor, type AdafactorOptions } from './adafactor.js';
export { Adagrad, type AdagradOptions } from './adagrad.js';
export { Adam, type AdamOptions } from './adam.js';
export { Adamax, type AdamaxOptions } from './adamax.js';
export { AdamW } from './adamw.js';
export { type Applied, applyOptimizer, learningRateAt } from './apply-optimizer.js';
export {
  defineOptimizer,
  type OptimizerDefinition,
  type OptimizerFactory,
  type OptimizerOptions,
} from './define-optimizer.js';
export { Ftrl, type FtrlOptions } from './ftrl.js';
export { initialSlots } from './initial-slots.js';
export { Lamb, type LambOptions } from './lamb.js';
export { Lion, type LionOptions } from './lion.js';
export { scaleLoss } from './loss-scale.js';
export { finalWeights } from './moving-average.js';
export { Muon, type MuonOptions } from './muon.js';
export { Nadam, type NadamOptions } from './nadam.js';
export type { LearningRate, Optimizer, OptimizerRule, Slot, SlottedWeight, Step, Updated } from './optimizer.js';
export { type OptimizerIdentifier, type OptimizerName, resolveOptimizer } from './resolve-optimizer.js';
export { RMSprop, type RMSpropOptions } from './rmsprop.js';
export { ScheduleFreeAdamW, type ScheduleFreeAdamWOptions } from './schedule-free-adamw.js';
export * as schedules from './schedules/index.js';
export { SGD, type SGDOptions } from './sgd.js';
export type { SharedOptions } from './shared-options.js';
