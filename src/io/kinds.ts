import { isOfKind } from '../arguments/kind.js';
import { positional } from '../arguments/positional.js';
import type { Constraint } from '../constraints/index.js';
import * as constraints from '../constraints/index.js';
import { isLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import type { Initializer } from '../initializers/index.js';
import * as initializers from '../initializers/index.js';
import * as layers from '../layers/index.js';
import { copiesOf } from '../layers/wrappers/repeat.js';
import type { Loss } from '../losses/index.js';
import * as losses from '../losses/index.js';
import type { Metric, ValueMetric } from '../metrics/index.js';
import * as metrics from '../metrics/index.js';
import type { Optimizer } from '../optimizers/index.js';
import * as optimizers from '../optimizers/index.js';
import type { Schedule } from '../optimizers/schedules/index.js';
import type { Regularizer } from '../regularizers/index.js';
import * as regularizers from '../regularizers/index.js';
import { chainOfLayers } from '../training/sequential.js';

/** The objects that can be written as Keras' configuration, by kind. */
export interface KerasObjects {
  readonly layer: AnyLayer;
  readonly loss: Loss;
  readonly metric: Metric | ValueMetric;
  readonly optimizer: Optimizer;
  readonly schedule: Schedule;
  readonly initializer: Initializer;
  readonly regularizer: Regularizer;
  readonly constraint: Constraint;
}

export type KerasKind = keyof KerasObjects;

/** Where Keras has the classes of a kind of objects, and where they are here. */
interface Kind {
  readonly module: string;
  /** A module's namespace: it has no prototype, so that a name from a file finds nothing but what is exported. */
  readonly classes: Readonly<Record<string, unknown>>;
}

export const kinds: Readonly<Record<KerasKind, Kind>> = {
  layer: { module: 'keras.layers', classes: layers },
  loss: { module: 'keras.losses', classes: losses },
  metric: { module: 'keras.metrics', classes: metrics },
  optimizer: { module: 'keras.optimizers', classes: optimizers },
  schedule: { module: 'keras.optimizers.schedules', classes: optimizers.schedules },
  initializer: { module: 'keras.initializers', classes: initializers },
  regularizer: { module: 'keras.regularizers', classes: regularizers },
  constraint: { module: 'keras.constraints', classes: constraints },
};

export const allKinds: readonly KerasKind[] = Object.keys(kinds) as KerasKind[];

/** An object that has a configuration. */
export type KerasObject = KerasObjects[KerasKind];

/** The kind of an object; `undefined` where it is none of them. */
export function kindOf(value: unknown): KerasKind | undefined {
  return isLayer(value) ? 'layer' : allKinds.find((kind) => isOfKind(value, kind));
}

/** The element type that an object computes with. Keras counts the overlaps of classes in integers. */
export function typeOf(value: KerasObject): string {
  const { dtype } = optionsOf(value);
  if (typeof dtype === 'string') return dtype;
  return kindOf(value) === 'metric' && value.className.endsWith('IoU') ? 'int32' : 'float32';
}

/** The configuration of an object, as Keras writes it but with the names that it has here. */
export function optionsOf(value: KerasObject): Readonly<Record<string, unknown>> {
  if (!isLayer(value)) return value.options;
  const { program, state } = value[internals];
  return program.serialize?.(state.learned) ?? program.configuration;
}

/** What stands under an option where the configuration does not say it. */
export function kindUnder(option: string): KerasKind | undefined {
  const [, kind] = /(initializer|regularizer|constraint)$/i.exec(option) ?? [];
  if (kind !== undefined) return kind.toLowerCase() as KerasKind;
  if (option === 'learningRate') return 'schedule';
  return /^(layers?|backwardLayer|cells?)$/.test(option) ? 'layer' : undefined;
}

/** The kind, if a module may have classes of it. */
export function kindIn(module: string | null | undefined, kind: KerasKind): KerasKind | undefined {
  return module === kinds[kind].module || module === null || module === 'tupleflow' ? kind : undefined;
}

/** Whether a name that says no more than the class is left for the class to give, as it is called here. */
export function isNamedByClass(kind: KerasKind | undefined): boolean {
  return kind === 'loss' || kind === 'metric' || kind === 'optimizer';
}

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
