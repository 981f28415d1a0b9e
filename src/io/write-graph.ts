import { original } from '../graph/create-tensor.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import { mapFlat, type StructureKind, unflatten } from '../graph/structure.js';
import type { GraphNode, SymbolicTensor } from '../graph/symbolic-tensor.js';
import type { AddedLosses } from '../training/added-losses.js';
import { unnamed } from '../types/shape.js';
import { isFunctional } from './graph-config.js';
import { isConstant, writtenConstant } from './graph-constants.js';
import { type Json, type JsonRecord, optionName } from './keras-config.js';
import { noteKey } from './noted-config.js';
import { operationCall } from './write-operation.js';

/** Writes the configuration of a layer, which its calls follow. */
type WriteLayer = (layer: AnyLayer) => JsonRecord;

/**
 * Keras' configuration of the graph of a functional model: its layers, each with the calls of it, its inputs and its outputs.
 *
 * @param added what has been added to its loss, which Keras does not read: a note tells it.
 * @param write writes the configuration of a layer.
 */
export function functionalConfig(
  { inputs, outputs, ...graph }: FunctionalGraph,
  added: AddedLosses | undefined,
  write: WriteLayer,
): JsonRecord {
  const topology = added?.topology ?? graph.topology;
  const calls = new Map<AnyLayer, GraphNode[]>();
  for (const node of [...topology.nodes].sort((left, right) => left.index - right.index)) {
    const known = calls.get(node.layer);
    if (known === undefined) calls.set(node.layer, [node]);
    else known.push(node);
  }
  /** The call of a layer and the output of that call which a tensor is. */
  const historyOf = (tensor: SymbolicTensor): readonly [layer: AnyLayer, call: number, output: number] => {
    const { producer, outputIndex } = original(tensor);
    const call = Math.max(calls.get(producer.layer)?.indexOf(producer) ?? 0, 0);
    return [producer.layer, call, outputPlace(producer.outputStructure, outputIndex)];
  };
  const argument = (tensor: SymbolicTensor): Json => {
    const array = writtenConstant(tensor);
    if (array !== undefined) return array;
    const [layer, ...places] = historyOf(tensor);
    const config = { shape: unnamed(tensor.shape), dtype: tensor.dtype, keras_history: [layer.name, ...places] };
    return { class_name: '__keras_tensor__', config };
  };
  const layers = topology.layers.filter((layer) => !isConstant(layer));
  const written = new Map(layers.map((layer) => [layer, write(layer)]));
  // A functional model that is a layer has a call of its own before all others, which only these lists count.
  const end = (tensor: SymbolicTensor): Json => {
    const [layer, call, output] = historyOf(tensor);
    return [layer.name, isFunctional(String(written.get(layer)?.class_name)) ? call + 1 : call, output];
  };
  return {
    layers: layers.map((layer) => ({
      ...written.get(layer),
      name: layer.name,
      inbound_nodes: (calls.get(layer) ?? []).map((node) => callConfig(node, argument)),
    })),
    input_layers: structured(mapFlat(inputs, end)),
    output_layers: structured(mapFlat(outputs, end)),
    ...(added && { [noteKey]: { added_losses: added.tensors.map(end) } }),
  };
}

function structured({
  structure,
  items,
}: {
  readonly structure: StructureKind;
  readonly items: readonly Json[];
}): Json {
  // A list of lists is a list of tensors, and a list of a name and places one tensor.
  return unflatten<Json>(structure, items) as Json;
}

/** The place of an output as Keras counts: those of a record by their names. */
function outputPlace(structure: StructureKind, index: number): number {
  if (structure === 'one' || !('names' in structure)) return index;
  return [...structure.names].sort().indexOf(structure.names[index] as string);
}

function callConfig(node: GraphNode, argument: (tensor: SymbolicTensor) => Json): JsonRecord {
  const { kind, callArguments } = node.layer[internals].program;
  if (kind === 'operation') return operationCall(node, argument);
  const { tensors: forms = {}, positional } = callArguments;
  const count = positional?.length ?? countOf(node.inputStructure);
  const given = unflatten<Json>(node.inputStructure, node.inputs.slice(0, count).map(argument)) as Json;
  const tensors = Object.entries(node.named.tensors).filter(([, list]) => list.length > 0);
  const named = tensors.map(([name, list]): readonly [string, Json] => {
    const items = list.map((tensor) => (tensor === null ? null : argument(tensor)));
    return [optionName(name), forms[name] === 'one' ? (items[0] ?? null) : items];
  });
  const options = Object.entries(node.named.options).map(([name, value]) => [optionName(name), value as Json] as const);
  const phase = node.training === null ? [] : [['training', node.training] as const];
  return {
    args: positional === undefined ? [given] : (given as readonly Json[]),
    kwargs: Object.fromEntries([...named, ...options, ...phase]),
  };
}

function countOf(structure: StructureKind): number {
  if (structure === 'one') return 1;
  return 'names' in structure ? structure.names.length : structure.length;
}
