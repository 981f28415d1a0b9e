import { resolveNamed } from '../arguments/resolve-named.js';
import { Adadelta } from './adadelta.js';
import { Adafactor } from './adafactor.js';
import { Adagrad } from './adagrad.js';
import { Adam } from './adam.js';
import { Adamax } from './adamax.js';
import { AdamW } from './adamw.js';
import { Ftrl } from './ftrl.js';
import { Lamb } from './lamb.js';
import { Lion } from './lion.js';
import { Muon } from './muon.js';
import { Nadam } from './nadam.js';
import type { Optimizer } from './optimizer.js';
import { RMSprop } from './rmsprop.js';
import { ScheduleFreeAdamW } from './schedule-free-adamw.js';
import { SGD } from './sgd.js';

/** The name of an optimizer, which stands for it with its default options. */
export type OptimizerName =
  | 'sgd'
  | 'rmsprop'
  | 'adam'
  | 'adamw'
  | 'adadelta'
  | 'adafactor'
  | 'adagrad'
  | 'adamax'
  | 'ftrl'
  | 'lamb'
  | 'lion'
  | 'muon'
  | 'nadam'
  | 'schedulefreeadamw';

const named: Readonly<Record<OptimizerName, () => Optimizer>> = {
  sgd: SGD,
  rmsprop: RMSprop,
  adam: Adam,
  adamw: AdamW,
  adadelta: Adadelta,
  adafactor: Adafactor,
  adagrad: Adagrad,
  adamax: Adamax,
  ftrl: Ftrl,
  lamb: Lamb,
  lion: Lion,
  muon: Muon,
  nadam: Nadam,
  schedulefreeadamw: ScheduleFreeAdamW,
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
