export * from './classes.js';
export { type ConstraintIdentifier, type ConstraintName, resolveConstraint } from './constraint.js';
export { type Constraint, type ConstraintFactory, defineConstraint } from './define-constraint.js';
