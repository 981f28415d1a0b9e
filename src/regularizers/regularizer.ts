import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/resolve-named.js';
import type { Regularizer } from './define-regularizer.js';
import { L1 } from './l1.js';
import { L1L2 } from './l1-l2.js';
import { L2 } from './l2.js';
import { OrthogonalRegularizer } from './orthogonal-regularizer.js';

export type { Regularizer } from './define-regularizer.js';

/** The name of a regularizer, which stands for it with its default options. */
export type RegularizerName = 'l1' | 'l2' | 'l1l2' | 'orthogonal';

/** A regularizer, or its name. */
export type RegularizerIdentifier = RegularizerName | Regularizer;

/** What each name stands for. */
const named: Readonly<Record<RegularizerName, () => Regularizer>> = {
  l1: L1,
  l2: L2,
  l1l2: L1L2,
  orthogonal: OrthogonalRegularizer,
};

/**
 * The regularizer that `identifier` is or names; `null` where none is wanted.
 *
 * @param owner the argument that it was given to: `dense: kernelRegularizer`
 * @throws ArgumentError if there is none of this name
 */
export function resolveRegularizer(
  identifier: RegularizerIdentifier | null | undefined,
  owner: string,
): Regularizer | null {
  if (identifier === null || identifier === undefined) return null;
  if (isOfKind(identifier, 'regularizer')) return identifier;
  return resolveNamed('regularizer', named, identifier, owner)();
}
