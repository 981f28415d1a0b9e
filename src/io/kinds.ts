/// <reference path="../backends/written-modules.d.ts" />
import { layerNames } from '#layer-names';
import { isOfKind } from '../arguments/kind.js';
import * as constraints from '../constraints/classes.js';
import type { Constraint } from '../constraints/index.js';
import { isLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import * as initializers from '../initializers/classes.js';
import type { Initializer } from '../initializers/index.js';
import * as losses from '../losses/classes.js';
import type { Loss } from '../losses/index.js';
import * as metrics from '../metrics/classes.js';
import type { Metric, ValueMetric } from '../metrics/index.js';
import * as optimizers from '../optimizers/classes.js';
import type { Optimizer } from '../optimizers/index.js';
import type { Schedule } from '../optimizers/schedules/index.js';
import * as schedules from '../optimizers/schedules/index.js';
import * as regularizers from '../regularizers/classes.js';
import type { Regularizer } from '../regularizers/index.js';

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

/** Where Keras has the classes of a kind of objects. */
export const modules: Readonly<Record<KerasKind, string>> = {
  layer: 'keras.layers',
  loss: 'keras.losses',
  metric: 'keras.metrics',
  optimizer: 'keras.optimizers',
  schedule: 'keras.optimizers.schedules',
  initializer: 'keras.initializers',
  regularizer: 'keras.regularizers',
  constraint: 'keras.constraints',
};

export const allKinds: readonly KerasKind[] = Object.keys(modules) as KerasKind[];

/** The classes of a kind by name, but for layers, of which there are many: those are known by name only. */
const namesOf: Readonly<Record<KerasKind, ReadonlySet<string>>> = {
  layer: layerNames,
  loss: new Set(Object.keys(losses)),
  metric: new Set(Object.keys(metrics)),
  optimizer: new Set(Object.keys(optimizers)),
  schedule: new Set(Object.keys(schedules)),
  initializer: new Set(Object.keys(initializers)),
  regularizer: new Set(Object.keys(regularizers)),
  constraint: new Set(Object.keys(constraints)),
};

/** Whether the library has a class of this name. */
export function isClassOf(kind: KerasKind, className: string): boolean {
  return namesOf[kind].has(className);
}

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
  return module === modules[kind] || module === null || module === 'tupleflow' ? kind : undefined;
}

/** Whether a name that says no more than the class is left for the class to give, as it is called here. */
export function isNamedByClass(kind: KerasKind | undefined): boolean {
  return kind === 'loss' || kind === 'metric' || kind === 'optimizer';
}
