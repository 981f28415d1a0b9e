import type { Constraint } from '../constraints/index.js';
import * as constraints from '../constraints/index.js';
import { isLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import type { Initializer } from '../initializers/index.js';
import * as initializers from '../initializers/index.js';
import * as layers from '../layers/index.js';
import type { Loss } from '../losses/index.js';
import * as losses from '../losses/index.js';
import type { Metric, ValueMetric } from '../metrics/index.js';
import * as metrics from '../metrics/index.js';
import type { Optimizer } from '../optimizers/index.js';
import * as optimizers from '../optimizers/index.js';
import type { Schedule } from '../optimizers/schedules/index.js';
import type { Regularizer } from '../regularizers/index.js';
import * as regularizers from '../regularizers/index.js';

/** What can be written as Keras' configuration, by kind. */
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

/** A kind of object: where Keras has its classes, where they are here, and what tells one from others. */
interface Kind {
  readonly module: string;
  /** A module's namespace: it has no prototype, so that a name from a file finds nothing but what is exported. */
  readonly classes: Readonly<Record<string, unknown>>;
  /** Whether an object that has a class and options is of this kind. */
  is(value: object): boolean;
}

/** Tells a kind by a member that only its objects have. */
const has = (member: string) => (value: object) => typeof value === 'object' && member in value;

export const kinds: Readonly<Record<KerasKind, Kind>> = {
  layer: { module: 'keras.layers', classes: layers, is: isLayer },
  loss: { module: 'keras.losses', classes: losses, is: has('losses') },
  metric: { module: 'keras.metrics', classes: metrics, is: has('initial') },
  optimizer: { module: 'keras.optimizers', classes: optimizers, is: has('slots') },
  schedule: {
    module: 'keras.optimizers.schedules',
    classes: optimizers.schedules,
    is: (value) => typeof value === 'function' && !isLayer(value),
  },
  initializer: { module: 'keras.initializers', classes: initializers, is: has('values') },
  regularizer: { module: 'keras.regularizers', classes: regularizers, is: has('penalty') },
  constraint: { module: 'keras.constraints', classes: constraints, is: has('project') },
};

export const allKinds: readonly KerasKind[] = Object.keys(kinds) as KerasKind[];

/** An object that has a configuration. */
export type KerasObject = KerasObjects[KerasKind];

/** The kind of an object; `undefined` where it is none of them. */
export function kindOf(value: unknown): KerasKind | undefined {
  const hasClass = (typeof value === 'object' || typeof value === 'function') && value !== null && 'className' in value;
  return hasClass ? allKinds.find((kind) => kinds[kind].is(value)) : undefined;
}

/** What an object computes with. Keras counts the overlaps of classes in integers. */
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
