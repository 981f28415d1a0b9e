export { CosineDecay, type CosineDecayOptions } from './cosine-decay.js';
export { CosineDecayRestarts, type CosineDecayRestartsOptions } from './cosine-decay-restarts.js';
export type { ScheduleFactory, ScheduleOptions } from './define-schedule.js';
export { ExponentialDecay } from './exponential-decay.js';
export { InverseTimeDecay } from './inverse-time-decay.js';
export { PiecewiseConstantDecay, type PiecewiseConstantDecayOptions } from './piecewise-constant-decay.js';
export { PolynomialDecay, type PolynomialDecayOptions } from './polynomial-decay.js';
export type { Schedule } from './schedule.js';
export type { StepwiseDecayOptions } from './stepwise-decay.js';
