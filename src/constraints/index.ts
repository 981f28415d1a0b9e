export { type ConstraintIdentifier, type ConstraintName, resolveConstraint } from './constraint.js';
export { type Constraint, defineConstraint } from './define-constraint.js';
export { MaxNorm, type MaxNormOptions } from './max-norm.js';
export { MinMaxNorm, type MinMaxNormOptions } from './min-max-norm.js';
export { NonNeg } from './non-neg.js';
export type { NormAxis } from './norm.js';
export { UnitNorm, type UnitNormOptions } from './unit-norm.js';
