import { DataError, received } from '../errors.js';
import type { AnyLayer } from '../graph/layer.js';
import { flatten, type Structure } from '../graph/structure.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { isTensor } from '../graph/tensor-kinds.js';
import {
  type CallConfig,
  type GraphConfig,
  graphConfig,
  type LayerEntry,
  type Reference,
  type References,
  referencesIn,
  replaceReferences,
} from './graph-config.js';
import { withMasks } from './graph-masks.js';
import { inputLayer, readsIntegers } from './input-config.js';
import { camelCase, type JsonRecord } from './keras-config.js';
import { type OperationCall, operationOf, withName } from './read-operation.js';

/** The tensors between which a functional model lies. */
export interface ReadGraph {
  readonly inputs: Structure<SymbolicTensor>;
  readonly outputs: Structure<SymbolicTensor>;
  /** What has been added to the loss. */
  readonly added: readonly SymbolicTensor[];
}

/** What the reader of a graph leaves to whoever reads configurations of layers. */
export interface GraphContext {
  /** Makes the layer of a configuration. */
  layer(config: JsonRecord, path: string): AnyLayer;
  /** Whether `training` in a call is what a user gave, and not what Keras 3 notes for every call and overrides. */
  readonly keepsPhase: boolean;
}

/** The arguments of a call. */
type Arguments = Pick<CallConfig, 'args' | 'named'>;

type Outputs = readonly SymbolicTensor[];

/**
 * Builds the graph of a functional model from Keras' configuration of it.
 *
 * @throws DataError that says where the configuration is malformed, or has a cycle.
 */
export function readGraph(config: JsonRecord, path: string, context: GraphContext): ReadGraph {
  const graph = graphConfig(config, path);
  const builder = new GraphBuilder(graph, path, context);
  return {
    inputs: structured(graph.inputs, (reference) => builder.tensor(reference)),
    outputs: structured(graph.outputs, (reference) => builder.tensor(reference)),
    added: graph.added.map((reference) => builder.tensor(reference)),
  };
}

function structured(
  references: References,
  tensor: (reference: Reference) => SymbolicTensor,
): Structure<SymbolicTensor> {
  return replaceReferences(references, tensor) as Structure<SymbolicTensor>;
}

class GraphBuilder {
  readonly #entries: ReadonlyMap<string, LayerEntry>;
  readonly #masked: ReadonlySet<string>;
  readonly #context: GraphContext;
  readonly #path: string;
  /** The layers and operations that have been made, by name. */
  readonly #made = new Map<string, OperationCall>();
  /** The outputs of the calls so far: those of each layer in their order. */
  readonly #outputs = new Map<string, Outputs[]>();

  constructor(graph: GraphConfig, path: string, context: GraphContext) {
    const entries = new Map<string, LayerEntry>();
    for (const entry of graph.layers) {
      if (entries.has(entry.name)) {
        throw new DataError(`${path} expects layers of different names (received ${received(entry.name)} twice)`);
      }
      entries.set(entry.name, entry);
    }
    this.#entries = entries;
    this.#masked = withMasks(graph.layers);
    this.#context = context;
    this.#path = path;
    // Inputs come first, also those that no output needs.
    for (const entry of graph.layers) if (isInput(entry)) this.#outputs.set(entry.name, [[this.#input(entry, graph)]]);
  }

  /** The tensor of a reference: whatever it needs is called before it. */
  tensor(reference: Reference): SymbolicTensor {
    this.#complete(reference);
    const outputs = this.#outputs.get(reference.layer)?.[reference.call];
    const tensor = outputs?.[reference.output];
    if (tensor !== undefined) return tensor;
    throw new DataError(
      `${this.#path} expects an output of each call (received output ${reference.output} of ${received(reference.layer)}, which has ${outputs?.length})`,
    );
  }

  #input(entry: LayerEntry, graph: GraphConfig): SymbolicTensor {
    return inputLayer(entry.config, entry.path, readsIntegers(entry, graph.layers));
  }

  /** Makes a call and all that come before it. The stack is explicit: graphs are deeper than the engine's. */
  #complete(reference: Reference): void {
    const open = new Set<CallConfig>();
    const pending: { readonly entry: LayerEntry; readonly call: CallConfig; readonly entered?: Arguments }[] = [];
    const push = ({ layer, call: index }: Reference) => {
      const entry = this.#entry(layer);
      const done = this.#outputs.get(layer)?.length ?? 0;
      if (index < done) return;
      const calls = entry.calls.slice(done, index + 1);
      if (calls.length < index + 1 - done) {
        throw new DataError(
          `${this.#path} expects calls that are listed (received call ${index} of ${received(layer)}, which has ${entry.calls.length})`,
        );
      }
      for (const call of calls.reverse()) pending.push({ entry, call });
    };
    push(reference);
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { entry, call, entered } = next;
      const isDone = (this.#outputs.get(entry.name)?.length ?? 0) > entry.calls.indexOf(call);
      if (isDone) continue;
      if (entered !== undefined) {
        open.delete(call);
        this.#call(entry, call, entered);
        continue;
      }
      if (open.has(call)) throw new DataError(`${call.path} expects a graph without cycles (received one that has)`);
      open.add(call);
      const given = this.#arguments(entry, call);
      pending.push({ entry, call, entered: given });
      for (const needed of [...referencesIn(given)].reverse()) push(needed);
    }
  }

  #entry(name: string): LayerEntry {
    const entry = this.#entries.get(name);
    if (entry !== undefined) return entry;
    throw new DataError(`${this.#path} expects tensors of its layers (received one of ${received(name)})`);
  }

  /** The arguments of a call that have a meaning here: masks that follow from the layers before are computed anyway. */
  #arguments({ name }: LayerEntry, { args, named }: CallConfig): Arguments {
    const given = Object.entries(named).filter(([option, value]) => {
      if (value === null || (option === 'training' && !this.#context.keepsPhase)) return false;
      return !/^(mask|(query|value|key)_mask)$/.test(option) || !this.#masked.has(name);
    });
    return { args, named: Object.fromEntries(given) };
  }

  #call(entry: LayerEntry, call: CallConfig, { args, named }: Arguments): void {
    const tensor = (reference: Reference) => this.tensor(reference);
    const options = Object.entries(named).map(([name, value]) => [camelCase(name), replaceReferences(value, tensor)]);
    let made = this.#made.get(entry.name);
    if (made === undefined) {
      made = operationOf(entry.config, entry.path) ?? layerCall(this.#context.layer(entry.config, entry.path));
      this.#made.set(entry.name, made);
    }
    const outputs = made(
      args.map((value) => replaceReferences(value, tensor)),
      Object.fromEntries(options),
    );
    const before = this.#outputs.get(entry.name) ?? [];
    // An operation has the name of its class and a number, which a layer of the file may have too.
    const isFirst = before.length === 0 && call === entry.calls[0];
    const ofFile = isFirst ? withName(outputs, entry.name) : outputs;
    this.#outputs.set(entry.name, [...before, inKerasOrder(ofFile)]);
  }
}

/** A layer as it is called in a graph: a list of one tensor is that tensor where one is expected. */
function layerCall(layer: AnyLayer): OperationCall {
  const call = layer as unknown as (...given: readonly unknown[]) => Structure<SymbolicTensor>;
  return (args, options) => call(...args, ...(Object.keys(options).length === 0 ? [] : [options]));
}

/** The outputs of a call as Keras counts them: those of a record by their names. */
function inKerasOrder(outputs: Structure<SymbolicTensor>): Outputs {
  const { structure, items } = flatten(outputs, isTensor, 'the outputs of a call', 'tensors');
  if (structure === 'one' || !('names' in structure)) return items;
  const places = structure.names.map((name, index) => ({ name, index }));
  return places
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ index }) => items[index] as SymbolicTensor);
}

function isInput({ className }: LayerEntry): boolean {
  return className === 'InputLayer';
}
