export type { Schedule, ScheduleFactory, ScheduleOptions } from './define-schedule.js';
export {
  CosineDecay,
  type CosineDecayOptions,
  CosineDecayRestarts,
  type CosineDecayRestartsOptions,
  PolynomialDecay,
  type PolynomialDecayOptions,
} from './smooth-decay.js';
export {
  ExponentialDecay,
  InverseTimeDecay,
  PiecewiseConstantDecay,
  type PiecewiseConstantDecayOptions,
  type StepwiseDecayOptions,
} from './stepwise-decay.js';
