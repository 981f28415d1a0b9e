import { entryOf } from '../arguments/names.js';
import { snakeCase } from '../graph/create-layer.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import type { Weight } from '../graph/weight.js';
import { type BlockGraphs, blockGraphs } from './block-graphs.js';

/** The weights that Keras stores in one place of a file: those of a layer, or of one inside it. */
export interface WeightGroup {
  /** The place in the file, which depends on nothing but the model: `layers/lstm/cell`. */
  readonly path: string;
  /** The layer whose weights they are, or that has the part of which they are. */
  readonly layer: AnyLayer;
  /** The name of the layer, which Keras notes beside it. */
  readonly name: string;
  /** The weights in the order in which they are numbered: those that can be trained first. */
  readonly weights: readonly Weight[];
}

/** Keras' names for the layers that one of its layers consists of, by class, in the order of our own. */
const members: Readonly<Record<string, readonly string[]>> = {
  Bidirectional: ['forward_layer', 'backward_layer'],
  TimeDistributed: ['layer'],
  SpectralNormalization: ['layer'],
  RNN: ['cell'],
};

/** Keras' names for the lists of layers; that of models is `layers`. */
const lists: Readonly<Record<string, string>> = { StackedRNNCells: 'cells' };

/** Keras' names for parts of layers that are no layers here, by the scope of their weights. */
const scopes: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  MultiHeadAttention: {
    query: 'query_dense',
    key: 'key_dense',
    value: 'value_dense',
    gate: '_gate_dense',
    attention_output: 'output_dense',
  },
  GroupQueryAttention: {
    query: '_query_dense',
    key: '_key_dense',
    value: '_value_dense',
    gate: '_gate_dense',
    attention_output: '_output_dense',
  },
};

/**
 * The weights of a model by their places in Keras' files. A layer that occurs several times stands where it occurs first.
 *
 * @param layer A model, or a layer.
 */
export function weightGroups(layer: AnyLayer): readonly WeightGroup[] {
  const groups: WeightGroup[] = [];
  addGroups(layer, '', groups, new Set(), blockGraphs(layer));
  return groups;
}

/**
 * The weights that training changes in Keras' order, in which its optimizers have their variables: where a block is a graph
 * there, its layers come in the order of the graph.
 */
export function trainedInKerasOrder(layer: AnyLayer): readonly Weight[] {
  const graphs = blockGraphs(layer);
  const found = new Set<Weight>();
  add(layer);
  return [...found];

  function add(each: AnyLayer): void {
    const { state, program } = each[internals];
    if (!state.trainable) return;
    for (const weight of state.weights ?? []) if (weight.isTrained) found.add(weight);
    for (const inner of graphs.get(each)?.topology.layers ?? program.layers) add(inner);
  }
}

function addGroups(
  layer: AnyLayer,
  path: string,
  groups: WeightGroup[],
  visited: Set<AnyLayer>,
  graphs: BlockGraphs,
): void {
  if (visited.has(layer)) return;
  visited.add(layer);
  const { program, state, name } = layer[internals];
  if (program.kind === 'operation') return;
  const scoped = new Map<string, Weight[]>([['', []]]);
  for (const weight of state.weights ?? []) {
    const scope = weight.localPath.split('/').slice(0, -1).join('/');
    scoped.set(scope, [...(scoped.get(scope) ?? []), weight]);
  }
  for (const [scope, weights] of scoped) {
    const place = scope === '' ? path : joined(path, memberOf(program.className, scope));
    groups.push({ path: place, layer, name: scope === '' ? name : scope, weights: trainedFirst(weights) });
  }
  const names = entryOf(members, program.className);
  const list = entryOf(lists, program.className) ?? 'layers';
  const counts = new Map<string, number>();
  const inside = graphs.get(layer)?.topology.layers ?? program.layers;
  inside.forEach((inner, index) => {
    // One that is stored elsewhere does not count.
    if (inner[internals].program.kind === 'operation' || visited.has(inner)) return;
    const { className, baseName = className } = inner[internals].program;
    const kind = graphs.has(inner) ? 'functional' : snakeCase(baseName);
    const place = names?.[index] ?? `${list}/${numbered(kind, counts)}`;
    addGroups(inner, joined(path, place), groups, visited, graphs);
  });
}

/** The part of a layer under Keras' name; all recurrent layers have a `cell`. */
function memberOf(className: string, scope: string): string {
  return entryOf(entryOf(scopes, className) ?? {}, scope) ?? (scope.endsWith('_cell') ? 'cell' : scope);
}

function joined(path: string, place: string): string {
  return path === '' ? place : `${path}/${place}`;
}

/** `dense`, `dense_1`, ...: the layers of a list are numbered by class. */
function numbered(name: string, counts: Map<string, number>): string {
  const count = counts.get(name) ?? 0;
  counts.set(name, count + 1);
  return count === 0 ? name : `${name}_${count}`;
}

function trainedFirst(weights: readonly Weight[]): readonly Weight[] {
  return [...weights.filter(({ isTrained }) => isTrained), ...weights.filter(({ isTrained }) => !isTrained)];
}
