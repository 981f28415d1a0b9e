import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/resolve-named.js';
import type { Constraint } from './define-constraint.js';
import { MaxNorm } from './max-norm.js';
import { MinMaxNorm } from './min-max-norm.js';
import { NonNeg } from './non-neg.js';
import { UnitNorm } from './unit-norm.js';

export type { Constraint } from './define-constraint.js';

/** The name of a constraint, which stands for it with its default options. */
export type ConstraintName = 'maxNorm' | 'minMaxNorm' | 'nonNeg' | 'unitNorm';

/** A constraint, or its name. */
export type ConstraintIdentifier = ConstraintName | Constraint;

/** What each name stands for. */
const named: Readonly<Record<ConstraintName, () => Constraint>> = {
  maxNorm: MaxNorm,
  minMaxNorm: MinMaxNorm,
  nonNeg: NonNeg,
  unitNorm: UnitNorm,
};

/**
 * The constraint that `identifier` is or names; `null` where none is wanted.
 *
 * @param owner the argument that it was given to: `dense: kernelConstraint`
 * @throws ArgumentError if there is none of this name
 */
export function resolveConstraint(
  identifier: ConstraintIdentifier | null | undefined,
  owner: string,
): Constraint | null {
  if (identifier === null || identifier === undefined) return null;
  if (isOfKind(identifier, 'constraint')) return identifier;
  return resolveNamed('constraint', named, identifier, owner)();
}
