import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/names.js';
import * as classes from './classes.js';
import type { Constraint } from './define-constraint.js';

export type { Constraint } from './define-constraint.js';

/** The name of a constraint, which stands for it with its default options. */
export type ConstraintName = (typeof classes)[keyof typeof classes]['identifier'];

/** A constraint, or its name. */
export type ConstraintIdentifier = ConstraintName | Constraint;

/** The constraints by name. */
const named: Readonly<Record<string, () => Constraint>> = Object.fromEntries(
  Object.values(classes).map((factory) => [factory.identifier, factory]),
);

/**
 * The constraint that `identifier` is or names; `null` where none is wanted.
 *
 * @param identifier A constraint, the name of one, or `null` for none.
 * @param owner the argument that it was given to: `dense: kernelConstraint`
 * @throws ArgumentError if it is neither
 */
export function resolveConstraint(
  identifier: ConstraintIdentifier | null | undefined,
  owner: string,
): Constraint | null {
  if (identifier === null || identifier === undefined) return null;
  if (isOfKind(identifier, 'constraint')) return identifier;
  return resolveNamed('constraint', named, identifier, owner)();
}
