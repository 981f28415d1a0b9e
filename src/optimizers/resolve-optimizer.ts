import { isOfKind } from '../arguments/kind.js';
import { resolveNamed } from '../arguments/names.js';
import * as classes from './classes.js';
import type { Optimizer } from './optimizer.js';

/** The name of an optimizer, which stands for it with its default options: its class in lower case. */
export type OptimizerName = Lowercase<keyof typeof classes>;

/** An optimizer, or its name. */
export type OptimizerIdentifier = OptimizerName | Optimizer;

const factories: Readonly<Record<string, () => Optimizer>> = classes;

/** The optimizers by name. */
const named = Object.fromEntries(
  Object.entries(factories).map(([className, factory]) => [className.toLowerCase(), factory]),
);

/**
 * The optimizer that `identifier` is or names. A name makes a new one.
 *
 * @param identifier An optimizer, or the name of one.
 * @param owner the argument that it was given to: `compile: optimizer`
 * @throws ArgumentError if it is neither
 */
export function resolveOptimizer(identifier: OptimizerIdentifier, owner: string): Optimizer {
  if (isOfKind(identifier, 'optimizer')) return identifier;
  return resolveNamed('optimizer', named, identifier, owner)();
}
