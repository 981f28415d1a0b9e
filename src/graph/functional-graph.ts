import { GraphError } from '../errors.js';
import { boundShape } from '../types/bound-names.js';
import { isSymbolicTensor } from './create-tensor.js';
import { checkModelInputs } from './model-shape.js';
import type { Inference, Program, ValueCheck } from './program.js';
import { runGraph } from './run-graph.js';
import { type Flat, flatten, keysOf, mapFlat, type Structure } from './structure.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import { type Topology, topology } from './topology.js';
import type { TensorSpec, Value } from './value.js';
import { checkedCalls, valueChecks } from './value-checks.js';

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
  const inputParts = flatten(inputs, isSymbolicTensor, 'Model: inputs', expected);
  const outputParts = flatten(outputs, isSymbolicTensor, 'Model: outputs', expected);
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
    checked: checkedCalls(checks),
  };
}

/** The program of a model, which is a layer. */
export function functionalProgram(className: string, graph: FunctionalGraph): Program {
  const { inputs, outputs, topology } = graph;
  const keys = keysOf(inputs.structure);
  /** The index of each of the model's inputs among those of a call: records may come in any order. */
  const placesIn = ({ structure }: Flat<unknown>): readonly number[] => {
    const givenKeys = keysOf(structure);
    return keys.map((key) => givenKeys.indexOf(key));
  };
  return Object.freeze<Program>({
    kind: 'model',
    className,
    ruleName: 'model',
    configuration: Object.freeze({}),
    // Keras shows a sequential model without its input.
    layers: topology.layers.filter((layer) => className !== 'Sequential' || layer.className !== 'InputLayer'),
    callArguments: {},
    acceptsStrings: true,
    infer(call) {
      const names = checkModelInputs(inputs.structure, inputs.items, call.inputs);
      // Outputs of another call are other objects: blocks tell them apart.
      return mapFlat(
        outputs,
        ({ shape, dtype }): TensorSpec => ({
          shape: names.size === 0 ? shape : boundShape(shape, names),
          dtype,
        }),
      );
    },
    weights: () => ({}),
    valueChecks({ call }) {
      const places = placesIn(call.inputs);
      return graph.valueChecks.map((check) => ({
        ...check,
        input: check.input === null ? null : (places[check.input] as number),
      }));
    },
    run(call, context) {
      const feeds = placesIn(call.inputs).map((place) => call.inputs.items[place] as Value);
      return { structure: outputs.structure, items: runGraph(topology, inputs.items, outputs.items, feeds, context) };
    },
  });
}
