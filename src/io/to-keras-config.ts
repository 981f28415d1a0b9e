import * as activations from '../activations/index.js';
import { ArgumentError, received } from '../errors.js';
import { isLayer } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import { type Shape, unnamed } from '../types/shape.js';
import {
  isNameOf,
  isWord,
  type Json,
  type JsonRecord,
  type KerasConfig,
  optionName,
  snakeCase,
} from './keras-config.js';
import { isClassOf, type KerasKind, type KerasObject, kindOf, modules, optionsOf, typeOf } from './kinds.js';
import { functionalConfig } from './write-graph.js';
import { operationConfig } from './write-operation.js';

/**
 * The JSON configuration that Keras itself reads and writes for a layer, loss, metric, optimizer, schedule, initializer,
 * regularizer or constraint. Weights are not part of it.
 *
 * @param value The object to describe.
 * @throws ArgumentError if it holds a function that has no name in Keras.
 *
 * @example
 * toKerasConfig(Dense(64)).config.units; // 64
 */
export function toKerasConfig(value: KerasObject): KerasConfig {
  const kind = kindOf(value);
  if (kind === undefined)
    throw new ArgumentError(`toKerasConfig expects a layer, a loss, ... (received ${received(value)})`);
  const { className } = value;
  if (isLayer(value)) {
    const { program } = value[internals];
    if (program.kind === 'model') return modelConfig(value as RuntimeModel);
    if (program.kind === 'input') return inputConfig(value);
    if (program.kind === 'operation') return operationConfig(value);
  }
  const options = { ...general(value), ...optionsOf(value) };
  return {
    ...registration(value, kind),
    config: { ...typed(value, kind), ...written(options, `toKerasConfig: ${className}`), ...named(value, options) },
  };
}

function modelConfig(model: RuntimeModel): KerasConfig {
  const { className, name, trainable } = model;
  const { graph } = model[modelState];
  const write = (layer: AnyLayer): JsonRecord => ({ ...toKerasConfig(layer) });
  if (className === 'Sequential') {
    const [input] = graph.inputs.items as readonly [SymbolicTensor];
    const layers = [input.producer.layer, ...model.layers].map(write);
    const config = { name, trainable, dtype: float32, layers, build_input_shape: unnamed(input.shape) };
    return { module: 'keras', class_name: className, config, registered_name: null };
  }
  const config = { name, trainable, ...functionalConfig(graph, write) };
  return { module: 'keras.src.models.functional', class_name: 'Functional', config, registered_name: 'Functional' };
}

function inputConfig(layer: AnyLayer): KerasConfig {
  const { batchShape, dtype } = optionsOf(layer) as { readonly batchShape: Shape; readonly dtype: string };
  return {
    module: 'keras.layers',
    class_name: 'InputLayer',
    config: {
      batch_shape: unnamed(batchShape),
      dtype,
      sparse: false,
      ragged: false,
      name: layer.name,
      optional: false,
    },
    registered_name: null,
  };
}

/** The names under which Keras finds a class: its own by module, others by what they are registered as. */
function registration(value: KerasObject, kind: KerasKind): Omit<KerasConfig, 'config'> {
  const { className } = value;
  const { kind: programKind, package: own } = isLayer(value) ? value[internals].program : {};
  if (own !== undefined) {
    return { module: own, class_name: className, registered_name: `${own}>${className}` };
  }
  if (programKind === 'block' && className === 'Sequential') {
    return { module: 'keras', class_name: className, registered_name: null };
  }
  const isKnown = isClassOf(kind, className);
  return { module: isKnown ? modules[kind] : null, class_name: className, registered_name: isKnown ? null : className };
}

/** The options that all layers have, where a class does not say that Keras has none of them: by `undefined`. */
function general(value: KerasObject): object {
  return isLayer(value) ? { name: value.name, trainable: value.trainable } : {};
}

/** Keras' name of the type that layers and metrics compute with. */
function typed(value: KerasObject, kind: KerasKind): JsonRecord {
  if (isLayer(value)) return { dtype: float32 };
  return kind === 'metric' ? { dtype: typeOf(value) } : {};
}

/** A name that is the class' but for its case, in Keras' case. That of a layer is its own. */
function named(value: KerasObject, { name }: Readonly<Record<string, unknown>>): JsonRecord {
  const isWritten = isLayer(value) || name === value.className || !isNameOf(value.className, name);
  return isWritten ? {} : { name: snakeCase(name) };
}

const float32: JsonRecord = {
  module: 'keras',
  class_name: 'DTypePolicy',
  config: { name: 'float32' },
  registered_name: null,
};

function written(options: Readonly<Record<string, unknown>>, owner: string): JsonRecord {
  const stated = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    stated.map(([option, value]) => [optionName(option), valueOf(value, option, `${owner}: ${option}`)]),
  );
}

function valueOf(value: unknown, option: string, owner: string): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return isWord(option) ? snakeCase(value) : value;
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  if (Array.isArray(value)) return value.map((item) => valueOf(item, '', owner));
  if (kindOf(value) !== undefined) return { ...toKerasConfig(value as KerasObject) };
  if (typeof value === 'function') return functionConfig(value as () => unknown, owner);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return written({ ...value }, owner);
  throw new ArgumentError(`${owner} expects a value that JSON can represent (received ${received(value)})`);
}

/** One of the library's activations is its name; another function is one that Keras has to be told of by its name. */
export function functionConfig(value: (...given: never[]) => unknown, owner: string): Json {
  const known = Object.entries(activations).find(([, activation]) => activation === value);
  if (known !== undefined) return snakeCase(known[0]);
  const { name } = value;
  if (name !== '') return { module: null, class_name: 'function', config: name, registered_name: name };
  throw new ArgumentError(`${owner} expects a function with a name, because it is written by its name (received none)`);
}
