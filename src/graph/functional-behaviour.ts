import { GraphError } from '../errors.js';
import type { Behaviour, CallInputs, Run, Value } from './behaviour.js';
import { isSymbolicTensor } from './create-tensor.js';
import { keysOf, type Parts, type Structure, takeApart } from './form.js';
import { checkModelInputs } from './model-shape.js';
import type { Outlet } from './node.js';
import { runGraph } from './run-graph.js';
import type { SymbolicTensor } from './symbolic-tensor.js';
import { type Topology, topology } from './topology.js';

/** The part of a graph that a model is: where data comes in, where results come out, and what lies between. */
export interface FunctionalGraph {
  readonly inputs: Parts<SymbolicTensor>;
  readonly outputs: Parts<SymbolicTensor>;
  readonly topology: Topology;
}

/** Reads off the graph what lies between inputs and outputs; throws where they do not make a model. */
export function functionalGraph(
  owner: string,
  inputs: Structure<SymbolicTensor>,
  outputs: Structure<SymbolicTensor>,
): FunctionalGraph {
  const expected = 'tensors of the graph, such as Input makes';
  const inputParts = takeApart(inputs, isSymbolicTensor, `${owner}: inputs`, expected);
  const outputParts = takeApart(outputs, isSymbolicTensor, `${owner}: outputs`, expected);
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
  return { inputs: inputParts, outputs: outputParts, topology: found };
}

/** What the graph asks of a model, which is a layer. */
export function functionalBehaviour(className: string, { inputs, outputs, topology }: FunctionalGraph): Behaviour {
  const keys = keysOf(inputs.form);
  /** What is given, in the order of the model's inputs: records may come in any order. */
  const inOrder = <Item>(given: Parts<Item>): readonly Item[] => {
    const givenKeys = keysOf(given.form);
    return keys.map((key) => given.items[givenKeys.indexOf(key)] as Item);
  };
  return {
    className,
    configuration: {},
    // Keras shows a sequential model without its input.
    layers: topology.layers.filter((layer) => className !== 'Sequential' || layer.className !== 'InputLayer'),
    takesStrings: true,
    outlets(call: CallInputs<Outlet>): Parts<Outlet> {
      checkModelInputs(inputs.form, inputs.items, call.inputs);
      return outputs;
    },
    build: () => [],
    run: (call: CallInputs<Value>, _weights, run: Run): Parts<Value> => ({
      form: outputs.form,
      items: runGraph(topology, inputs.items, outputs.items, inOrder(call.inputs), run),
    }),
  };
}
