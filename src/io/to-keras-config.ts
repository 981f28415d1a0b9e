import * as activations from '../activations/index.js';
import { ArgumentError, received } from '../errors.js';
import { isLayer } from '../graph/create-layer.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { modelState, type RuntimeModel } from '../training/model-state.js';
import { type Shape, unnamed } from '../types/shape.js';
import { type BlockGraphs, blockGraphs } from './block-graphs.js';
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
import { type NotedConfig, notedLayer, noteKey } from './noted-config.js';
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
  const graphs: BlockGraphs = isLayer(value) ? blockGraphs(value) : new Map();
  const counts = new Map<KerasObject, number>();
  const config = configOf(value, { graphs, counts, numbers: new Map() });
  const shared = [...counts].flatMap(([layer, count]) => (count > 1 ? [layer] : []));
  if (shared.length === 0) return config;
  const numbers = new Map(shared.map((layer, index) => [layer, index + 1]));
  return configOf(value, { graphs, counts: new Map(), numbers });
}

/** What is known while something is written. */
interface WriteContext {
  readonly graphs: BlockGraphs;
  /** How often each layer has been written. */
  readonly counts: Map<KerasObject, number>;
  /** The numbers of layers that stand in several places, by which readers find them again. */
  readonly numbers: ReadonlyMap<KerasObject, number>;
}

/** The same for a part of something. */
function configOf(value: KerasObject, context: WriteContext): KerasConfig {
  const { counts, numbers } = context;
  if (isLayer(value)) counts.set(value, (counts.get(value) ?? 0) + 1);
  const number = numbers.get(value);
  const config = partConfig(value, context);
  return number === undefined ? config : { ...config, shared_object_id: number };
}

function partConfig(value: KerasObject, context: WriteContext): KerasConfig {
  const kind = kindOf(value);
  if (kind === undefined)
    throw new ArgumentError(`toKerasConfig expects a layer, a loss, ... (received ${received(value)})`);
  const write: Write = (each) => ({ ...configOf(each, context) });
  if (isLayer(value)) {
    const { program } = value[internals];
    const graph = context.graphs.get(value);
    if (graph !== undefined) return blockConfig(value, graph, write);
    if (program.kind === 'model') return modelConfig(value as RuntimeModel, write);
    if (program.kind === 'input') return inputConfig(value);
    if (program.kind === 'operation') return operationConfig(value);
  }
  return { ...registration(value, kind), config: optionsConfig(value, kind, write) };
}

/** Writes what is configured by itself. */
type Write = (value: KerasObject) => JsonRecord;

function optionsConfig(value: KerasObject, kind: KerasKind, write: Write): JsonRecord {
  const options = { ...general(value), ...optionsOf(value) };
  const own = written(options, `toKerasConfig: ${value.className}`, write);
  return { ...typed(value, kind), ...own, ...named(value, options) };
}

/** A block as Keras reads it, a functional model, with a note of what it is here, in which names stand for its layers. */
function blockConfig(block: AnyLayer, graph: FunctionalGraph, write: Write): KerasConfig & NotedConfig {
  const { layers } = graph.topology;
  const noted = (each: KerasObject) =>
    layers.includes(each as AnyLayer) ? notedLayer((each as AnyLayer).name) : write(each);
  const { name, trainable } = block;
  return {
    ...functional({ name, trainable, ...functionalConfig(graph, undefined, write) }),
    [noteKey]: { ...registration(block, 'layer'), config: optionsConfig(block, 'layer', noted) },
  };
}

function functional(config: JsonRecord): KerasConfig {
  return { module: 'keras.src.models.functional', class_name: 'Functional', config, registered_name: 'Functional' };
}

function modelConfig(model: RuntimeModel, write: Write): KerasConfig {
  const { className, name, trainable } = model;
  const { graph, added } = model[modelState];
  if (className === 'Sequential') {
    if (added !== undefined) {
      throw new ArgumentError(
        `toKerasConfig expects a Model where addLoss has been called, for a Sequential is a list of layers (received ${name})`,
      );
    }
    const [input] = graph.inputs.items as readonly [SymbolicTensor];
    const layers = [input.producer.layer, ...model.layers].map(write);
    const config = { name, trainable, dtype: float32, layers, build_input_shape: unnamed(input.shape) };
    return { module: 'keras', class_name: className, config, registered_name: null };
  }
  return functional({ name, trainable, ...functionalConfig(graph, added, write) });
}

function inputConfig(layer: AnyLayer): KerasConfig {
  const { batchShape, dtype } = optionsOf(layer) as { readonly batchShape: Shape; readonly dtype: string };
  // Keras has no names of sizes, and does not read the note of them.
  const hasNames = batchShape.some((size) => typeof size === 'string');
  return {
    ...(hasNames && { [noteKey]: { shape: [...batchShape] } }),
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

function written(options: Readonly<Record<string, unknown>>, owner: string, write: Write): JsonRecord {
  const stated = Object.entries(options).filter(([, value]) => value !== undefined);
  return Object.fromEntries(
    stated.map(([option, value]) => [optionName(option), valueOf(value, option, `${owner}: ${option}`, write)]),
  );
}

function valueOf(value: unknown, option: string, owner: string, write: Write): Json {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return value;
  if (typeof value === 'string') return isWord(option) ? snakeCase(value) : value;
  if (ArrayBuffer.isView(value)) return [...(value as Float32Array)];
  if (Array.isArray(value)) return value.map((item) => valueOf(item, '', owner, write));
  if (kindOf(value) !== undefined) return write(value as KerasObject);
  if (typeof value === 'function') return functionConfig(value as () => unknown, owner);
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return written({ ...value }, owner, write);
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
