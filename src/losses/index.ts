export * from './classes.js';
export { type ComputeLossOptions, computeLoss } from './compute-loss.js';
export { defineLoss, type LossDefinition, type LossFactory, type LossNumbers } from './define-loss.js';
export type {
  LogitsActivation,
  Loss,
  LossContext,
  LossFunction,
  LossOptions,
  LossRule,
  PredictionShape,
  Reduction,
  TargetKind,
  TargetValues,
} from './loss.js';
export { reduceLoss } from './reduce-loss.js';
export { isLoss, type KindNamed, type LossIdentifier, type LossName, resolveLoss } from './resolve-loss.js';
