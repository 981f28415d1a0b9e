export {
  ExponentialDecay,
  InverseTimeDecay,
  PiecewiseConstantDecay,
  type PiecewiseConstantDecayOptions,
  type StepwiseDecayOptions,
} from './decay.js';
export type { Schedule, ScheduleFactory, ScheduleOptions } from './schedule.js';
export {
  CosineDecay,
  type CosineDecayOptions,
  CosineDecayRestarts,
  type CosineDecayRestartsOptions,
  PolynomialDecay,
  type PolynomialDecayOptions,
} from './smooth-decay.js';
