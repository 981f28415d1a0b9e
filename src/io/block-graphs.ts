import { createTensor } from '../graph/create-tensor.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import type { AnyLayer } from '../graph/layer.js';
import { internals } from '../graph/layer-state.js';
import { mapArguments, tensorsOf } from '../graph/named-arguments.js';
import type { Inference } from '../graph/program.js';
import { type Flat, keysOf, mapFlat } from '../graph/structure.js';
import type { GraphNode, SymbolicTensor } from '../graph/symbolic-tensor.js';
import { topology } from '../graph/topology.js';
import type { TensorSpec } from '../graph/value.js';
import { Input } from '../layers/core/input.js';
import { isModel, modelState } from '../training/model-state.js';
import { type Dimension, type Shape, unnamed } from '../types/shape.js';

/**
 * The graphs of the blocks in a model, as if each were a functional model, which is what Keras has in their place: those of
 * blocks that have been called, and only call layers.
 */
export type BlockGraphs = ReadonlyMap<AnyLayer, FunctionalGraph>;

/** The graphs of the blocks in a layer or a model, at any depth. */
export function blockGraphs(layer: AnyLayer): BlockGraphs {
  const calls = new Map<AnyLayer, Inference[]>();
  const seen = new Set<AnyLayer>();
  addCalls(layer);
  return new Map(
    [...calls].flatMap(([block, list]) => {
      const graph = isTraced(block, list) ? graphOf(block, list) : undefined;
      return graph === undefined ? [] : [[block, graph] as const];
    }),
  );

  function addCalls(each: AnyLayer): void {
    if (seen.has(each)) return;
    seen.add(each);
    const nodes = isModel(each) ? each[modelState].graph.topology.nodes : each.nodes;
    for (const { inference } of nodes) addInference(inference);
  }

  function addInference(inference: Inference): void {
    if (isModel(inference.layer)) addCalls(inference.layer);
    const known = calls.get(inference.layer);
    if (known === undefined) calls.set(inference.layer, [inference]);
    else if (!known.includes(inference)) known.push(inference);
    for (const inner of inference.inner) addInference(inner);
  }
}

/** Whether a block becomes a graph. A chain of layers that pass on one tensor is sequential in Keras too. */
function isTraced(layer: AnyLayer, calls: readonly Inference[]): boolean {
  const { kind, className, package: own, isComposed = false } = layer[internals].program;
  if (kind !== 'block' || !isComposed) return false;
  const isOne = ({ call, outputs }: Inference) => call.inputs.structure === 'one' && outputs.structure === 'one';
  const isChain = className === 'Sequential' && own === undefined;
  return !isChain || !calls.every((call) => isOne(call) && call.inner.every(isOne));
}

/** The graph of a block; `undefined` where two of its layers have one name, which no graph can have. */
function graphOf(block: AnyLayer, calls: readonly Inference[]): FunctionalGraph | undefined {
  const [first] = calls as readonly [Inference];
  const { inputs: specs } = first.call;
  const names = new Set(first.inner.map(({ layer }) => layer.name));
  if (names.size < new Set(first.inner.map(({ layer }) => layer)).size) return undefined;
  const tensors = new Map<TensorSpec, SymbolicTensor>();
  const items = specs.items.map((spec, index) => {
    const shapes = calls.map(({ call }) => call.inputs.items[index]?.shape ?? spec.shape);
    const tensor = inputFor(spec, commonShape(shapes), unusedName(names, inputName(block, specs, index)));
    tensors.set(spec, tensor);
    return tensor;
  });
  const inputs = { structure: specs.structure, items };
  const tensorOf = (spec: TensorSpec) => tensors.get(spec) as SymbolicTensor;
  const counts = new Map<AnyLayer, number>();
  for (const inference of first.inner) {
    const { layer, call, outputs } = inference;
    const index = counts.get(layer) ?? 0;
    counts.set(layer, index + 1);
    const named = mapArguments(call.named, tensorOf);
    const made: SymbolicTensor[] = [];
    const node: GraphNode = {
      layer,
      index,
      inputs: [...call.inputs.items.map(tensorOf), ...tensorsOf(named)],
      outputs: made,
      inputStructure: call.inputs.structure,
      outputStructure: outputs.structure,
      named,
      training: null,
      site: '',
      inference,
    };
    for (const [place, spec] of outputs.items.entries()) {
      made.push(createTensor(spec, layer.name, node, place));
      tensors.set(spec, made[place] as SymbolicTensor);
    }
  }
  const outputs = mapFlat(first.outputs, tensorOf);
  const found = topology(block.name, inputs.items, outputs.items);
  return { inputs, outputs, topology: found, valueChecks: [], checked: new Set() };
}

function inputName(block: AnyLayer, { structure }: Flat<unknown>, index: number): string {
  return structure === 'one' ? `${block.name}_input` : `${block.name}_input_${keysOf(structure)[index]}`;
}

/** The name, or one like it that is not used yet. */
function unusedName(used: Set<string>, name: string): string {
  let found = name;
  for (let number = 1; used.has(found); number++) found = `${name}_${number}`;
  used.add(found);
  return found;
}

function inputFor({ dtype }: TensorSpec, shape: Shape, name: string): SymbolicTensor {
  const [batchSize = null, ...sizes] = unnamed(shape);
  return Input(sizes, { name, batchSize, dtype });
}

/** The sizes that all shapes have in common; those that differ are open. */
function commonShape(shapes: readonly Shape[]): Shape {
  const [first = []] = shapes;
  return first.map((size, axis): Dimension => (shapes.every((shape) => shape[axis] === size) ? size : null));
}
