import { isRecord, type Json, type JsonRecord, misshapen } from './keras-config.js';
import { noteKey } from './noted-config.js';

/** A tensor of a graph in a file: an output of a call of a layer, by the name of the layer and the places of both. */
export class Reference {
  readonly layer: string;
  readonly call: number;
  readonly output: number;

  constructor(layer: string, call: number, output: number) {
    this.layer = layer;
    this.call = call;
    this.output = output;
  }
}

/** A call of a layer as a file describes it: {@link Reference}s stand for tensors. */
export interface CallConfig {
  readonly args: readonly unknown[];
  readonly named: Readonly<Record<string, unknown>>;
  /** Where it stands in the file. */
  readonly path: string;
}

/** A layer of a graph, with its calls. */
export interface LayerEntry {
  readonly name: string;
  readonly className: string;
  readonly config: JsonRecord;
  readonly path: string;
  readonly calls: readonly CallConfig[];
}

/** References in the structure of the inputs or outputs of a model. */
export type References = Reference | readonly Reference[] | { readonly [name: string]: Reference };

/** A functional graph as a file describes it. */
export interface GraphConfig {
  readonly layers: readonly LayerEntry[];
  readonly inputs: References;
  readonly outputs: References;
  /** The tensors that have been added to the loss, which a note of files of the library's own lists. */
  readonly added: readonly Reference[];
}

/**
 * The layers and calls in Keras' configuration of a functional model.
 *
 * @throws DataError that says where the configuration is malformed.
 */
export function graphConfig(config: JsonRecord, path: string): GraphConfig {
  const { layers, input_layers: inputs = null, output_layers: outputs = null } = config;
  if (!Array.isArray(layers)) throw misshapen(`${path}.layers`, 'a list of layers', layers);
  const entries = layers.map((layer, index) => layerEntry(layer, `${path}.layers[${index}]`));
  // A model that is a layer has a call of its own before all others; where calls are listed, Keras leaves it out.
  const models = new Set(entries.filter(({ className }) => isFunctional(className)).map(({ name }) => name));
  return {
    layers: entries,
    inputs: references(inputs, `${path}.input_layers`, models),
    outputs: references(outputs, `${path}.output_layers`, models),
    added: addedLosses(config, path, models),
  };
}

function addedLosses(config: JsonRecord, path: string, models: ReadonlySet<string>): readonly Reference[] {
  const note = config[noteKey];
  const places = isRecord(note) ? (note.added_losses ?? []) : [];
  const place = `${path}.${noteKey}.added_losses`;
  if (!Array.isArray(places)) throw misshapen(place, 'a list of tensors', places);
  return places.map((each, index) => reference(each, `${place}[${index}]`, models));
}

/** Whether a class is that of functional models. */
export function isFunctional(className: string): boolean {
  return className === 'Functional' || className === 'Model';
}

function layerEntry(layer: Json, path: string): LayerEntry {
  if (!isRecord(layer)) throw misshapen(path, 'an object with class_name and config', layer);
  const { class_name: className = null, config = {}, inbound_nodes: nodes = [] } = layer;
  const { name = isRecord(config) ? config.name : undefined } = layer;
  if (typeof className !== 'string') throw misshapen(`${path}.class_name`, 'the name of a class', className);
  if (typeof name !== 'string') throw misshapen(`${path}.name`, 'the name of the layer', name);
  if (!Array.isArray(nodes)) throw misshapen(`${path}.inbound_nodes`, 'a list of calls', nodes);
  const calls = nodes.map((call, index) => callConfig(call, `${path}.inbound_nodes[${index}]`));
  return { name, className, config: layer, path, calls };
}

function callConfig(call: Json, path: string): CallConfig {
  if (!isRecord(call)) throw misshapen(path, 'a call with args and kwargs', call);
  const args = withReferences(call.args ?? [], `${path}.args`);
  if (!Array.isArray(args)) throw misshapen(`${path}.args`, 'a list', call.args);
  const { kwargs = {} } = call;
  if (!isRecord(kwargs)) throw misshapen(`${path}.kwargs`, 'an object', kwargs);
  const named = Object.entries(kwargs).map(([name, value]) => [name, withReferences(value, `${path}.kwargs.${name}`)]);
  return { args, named: Object.fromEntries(named), path };
}

/** The arguments of a call, with references for the tensors in them. */
function withReferences(value: Json, path: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withReferences(item, `${path}[${index}]`));
  if (!isRecord(value)) return value;
  const { class_name: name, config, items } = value;
  if (name === '__tuple__') return withReferences(items ?? config ?? [], path);
  if (name === '__keras_tensor__') {
    if (!isRecord(config)) throw misshapen(`${path}.config`, 'an object', config);
    return reference(config.keras_history ?? null, `${path}.config.keras_history`);
  }
  if (name !== undefined) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withReferences(item, `${path}.${key}`)]));
}

function reference(value: Json, path: string, models: ReadonlySet<string> = new Set()): Reference {
  const [layer, call, output] = Array.isArray(value) ? value : [];
  if (typeof layer === 'string' && isPlace(call) && isPlace(output)) {
    return new Reference(layer, models.has(layer) ? Math.max(call - 1, 0) : call, output);
  }
  throw misshapen(path, "a tensor, such as ['dense', 0, 0]", value);
}

function isPlace(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function references(value: Json, path: string, models: ReadonlySet<string>): References {
  if (Array.isArray(value)) {
    return typeof value[0] === 'string'
      ? reference(value, path, models)
      : value.map((item, index) => reference(item, `${path}[${index}]`, models));
  }
  if (!isRecord(value)) throw misshapen(path, 'the tensors of the model', value);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, reference(item, `${path}.${name}`, models)]),
  );
}

/** The references in an argument, at any depth. */
export function referencesIn(value: unknown): readonly Reference[] {
  if (value instanceof Reference) return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(referencesIn) : [];
}

/** An argument with something else in place of each reference. */
export function replaceReferences(value: unknown, replace: (reference: Reference) => unknown): unknown {
  if (value instanceof Reference) return replace(value);
  if (Array.isArray(value)) return value.map((item) => replaceReferences(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replaceReferences(item, replace)]));
}
