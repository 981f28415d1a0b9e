import { positional } from '../arguments/positional.js';
import * as constraints from '../constraints/index.js';
import * as initializers from '../initializers/index.js';
import * as layers from '../layers/index.js';
import { copiesOf } from '../layers/wrappers/repeat.js';
import * as losses from '../losses/index.js';
import * as metrics from '../metrics/index.js';
import * as optimizers from '../optimizers/index.js';
import * as regularizers from '../regularizers/index.js';
import { chainOfLayers } from '../training/sequential.js';
import type { KerasKind } from './kinds.js';

/**
 * All classes that a configuration may name, by kind: what reads configurations therefore loads the whole library. A module's
 * namespace has no prototype, so that a name from a file finds nothing but what is exported.
 */
export const classesOf: Readonly<Record<KerasKind, Readonly<Record<string, unknown>>>> = {
  layer: layers,
  loss: losses,
  metric: metrics,
  optimizer: optimizers,
  schedule: optimizers.schedules,
  initializer: initializers,
  regularizer: regularizers,
  constraint: constraints,
};

/** What makes blocks from configurations: functions that users do not call, as `repeat` makes layers before it has them. */
const chain = positional(['layers'], chainOfLayers);
const copies = positional(['layers'], copiesOf);

/**
 * What makes the block of a class that is no function of the library: `Repeat`, and `Sequential` where it has layers, and no
 * input, which would make it a model.
 */
export function blockMaker(className: string, layers: unknown): ((...given: never[]) => unknown) | undefined {
  if (className === 'Repeat') return copies;
  const isLayerConfig = (layer: unknown) =>
    typeof layer === 'object' && (layer as { readonly class_name?: unknown } | null)?.class_name !== 'InputLayer';
  return className === 'Sequential' && Array.isArray(layers) && layers.every(isLayerConfig) ? chain : undefined;
}
