import { resolveNamed } from '../identifiers/resolve.js';
import { Adam } from './adam.js';
import { AdamW } from './adamw.js';
import type { Optimizer } from './optimizer.js';
import { RMSprop } from './rmsprop.js';
import { SGD } from './sgd.js';

/** The name of an optimizer, which stands for it with its default options. */
export type OptimizerName = 'sgd' | 'rmsprop' | 'adam' | 'adamw';

const named: Readonly<Record<OptimizerName, () => Optimizer>> = {
  sgd: SGD,
  rmsprop: RMSprop,
  adam: Adam,
  adamw: AdamW,
};

/** An optimizer, or its name. */
export type OptimizerIdentifier = OptimizerName | Optimizer;

/**
 * The optimizer that `identifier` is or names.
 *
 * @param owner the argument that it was given to: `compile: optimizer`
 * @throws ArgumentError if there is none of this name
 */
export function resolveOptimizer(identifier: OptimizerIdentifier, owner: string): Optimizer {
  if (isOptimizer(identifier)) return identifier;
  return resolveNamed('optimizer', named, identifier, owner)();
}

function isOptimizer(value: unknown): value is Optimizer {
  return typeof value === 'object' && value !== null && 'update' in value && typeof value.update === 'function';
}
