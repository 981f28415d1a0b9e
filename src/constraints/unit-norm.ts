import { type Constraint, defineConstraint } from './define-constraint.js';
import { type NormAxis, norms, rescale } from './norm.js';

export interface UnitNormOptions {
  /** The axes along which a vector goes, 0 unless given: the inputs of each unit of a `Dense` layer. */
  readonly axis?: NormAxis;
}

/** Every vector has length 1. */
export function UnitNorm({ axis = 0 }: UnitNormOptions = {}): Constraint {
  return defineConstraint('UnitNorm', { axis }, (weight) => rescale(weight, norms('UnitNorm', weight, axis), 1));
}
