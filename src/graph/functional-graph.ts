import { GraphError } from '../errors.js';
import { isSymbolicTensor } from './create-tensor.js';
import { checkModelInputs } from './model-shape.js';
import type { Inference, Program, ValueCheck } from './program.js';
import { runGraph } from './run-graph.js';
import { type Flat, flatten, keysOf, type Structure } from './structure.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import { type Topology, topology } from './topology.js';
import { valueChecks } from './value-checks.js';

/** The part of a graph that makes up a model: its inputs, its outputs, and the calls between them. */
export interface FunctionalGraph {
  readonly inputs: Flat<SymbolicTensor>;
  readonly outputs: Flat<SymbolicTensor>;
  readonly topology: Topology;
  /** The checks of the values of the inputs, which run before a step. */
  readonly valueChecks: readonly ValueCheck[];
  /** The calls of layers that these checks are for. */
  readonly checked: ReadonlySet<Inference>;
}

/** Finds the calls between inputs and outputs; throws if they do not make a model. */
export function functionalGraph(
  owner: string,
  inputs: Structure<SymbolicTensor>,
  outputs: Structure<SymbolicTensor>,
): FunctionalGraph {
  const expected = 'tensors of the graph, such as Input makes';
  const inputParts = flatten(inputs, isSymbolicTensor, `${owner}: inputs`, expected);
  const outputParts = flatten(outputs, isSymbolicTensor, `${owner}: outputs`, expected);
  for (const [argument, { items }] of [
    ['inputs', inputParts],
    ['outputs', outputParts],
  ] as const) {
    if (items.length === 0) throw new GraphError(`${owner}: ${argument} expects at least one tensor (received none)`);
  }
  if (new Set(inputParts.items).size < inputParts.items.length) {
    throw new GraphError(`${owner}: inputs expects different tensors (received one of them twice)`);
  }
  const found = topology(owner, inputParts.items, outputParts.items);
  const names = new Set<string>();
  for (const { name } of found.layers) {
    if (names.has(name))
      throw new GraphError(`${owner} expects its layers to have different names (received '${name}' twice)`);
    names.add(name);
  }
  const checks = valueChecks(found, inputParts.items);
  return {
    inputs: inputParts,
    outputs: outputParts,
    topology: found,
    valueChecks: checks,
    checked: new Set(checks.map(({ inference }) => inference)),
  };
}

/** The program of a model, which is a layer. */
export function functionalProgram(className: string, graph: FunctionalGraph): Program {
  const { inputs, outputs, topology } = graph;
  const keys = keysOf(inputs.structure);
  /** The items in the order of the model's inputs: records may come in any order. */
  const inOrder = <Item>(given: Flat<Item>): readonly Item[] => {
    const givenKeys = keysOf(given.structure);
    return keys.map((key) => given.items[givenKeys.indexOf(key)] as Item);
  };
  return Object.freeze<Program>({
    kind: 'model',
    className,
    configuration: Object.freeze({}),
    // Keras shows a sequential model without its input.
    layers: topology.layers.filter((layer) => className !== 'Sequential' || layer.className !== 'InputLayer'),
    callArguments: {},
    acceptsStrings: true,
    infer(call) {
      checkModelInputs(inputs.structure, inputs.items, call.inputs);
      return outputs;
    },
    weights: () => ({}),
    valueChecks: () => graph.valueChecks,
    run: (call, context) => ({
      structure: outputs.structure,
      items: runGraph(topology, inputs.items, outputs.items, inOrder(call.inputs), context),
    }),
  });
}
