import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/names.js';
import * as classes from './classes.js';
import type { Regularizer } from './define-regularizer.js';

export type { Regularizer } from './define-regularizer.js';

/** The name of a regularizer, which stands for it with its default options. */
export type RegularizerName = (typeof classes)[keyof typeof classes]['identifier'];

/** A regularizer, or its name. */
export type RegularizerIdentifier = RegularizerName | Regularizer;

/** The regularizers by name. */
const named: Readonly<Record<string, () => Regularizer>> = Object.fromEntries(
  Object.values(classes).map((factory) => [factory.identifier, factory]),
);

/**
 * The regularizer that `identifier` is or names; `null` where none is wanted.
 *
 * @param identifier A regularizer, the name of one, or `null` for none.
 * @param owner the argument that it was given to: `dense: kernelRegularizer`
 * @throws ArgumentError if it is neither
 */
export function resolveRegularizer(
  identifier: RegularizerIdentifier | null | undefined,
  owner: string,
): Regularizer | null {
  if (identifier === null || identifier === undefined) return null;
  if (isOfKind(identifier, 'regularizer')) return identifier;
  return resolveNamed('regularizer', named, identifier, owner)();
}
