import { GraphError, ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { checkNumbers } from '../types/strings.js';
import type { CallInputs } from './behaviour.js';
import { callSite } from './call-site.js';
import { createTensor, isSymbolicTensor } from './create-tensor.js';
import { type Parts, putTogether, type Structure, takeApart } from './form.js';
import type { AnyLayer, CallOptions } from './layer.js';
import { internals } from './layer-internals.js';
import type { GraphNode, Outlet } from './node.js';
import type { SymbolicTensor } from './symbolic-tensor.js';

/** Options of a call, with the initial states that layers with states take. */
export interface StatefulCallOptions extends CallOptions {
  readonly initialState?: SymbolicTensor | readonly SymbolicTensor[];
}

/**
 * Calls a layer on tensors of the graph: checks them, builds its weights at the first call, and adds a node.
 *
 * @param scope the path of the model that the layer is made part of: `sequential`
 */
export function callLayer(
  layer: AnyLayer,
  input: Structure<SymbolicTensor>,
  options: StatefulCallOptions = {},
  scope = '',
): Structure<SymbolicTensor> {
  const inputs = takeApart(input, isSymbolicTensor, layer.name, 'tensors of the graph, such as Input makes');
  const states = options.initialState === undefined ? [] : ([options.initialState].flat() as SymbolicTensor[]);
  const outputs = build(layer, { inputs, states }, scope);
  return addNode(layer, { inputs, states }, outputs, options.training ?? null);
}

/**
 * Checks inputs and makes the weights for them, or checks that those that are there fit.
 *
 * @param scope the path of the layer that contains this one: `sequential`
 */
export function build(layer: AnyLayer, call: CallInputs<Outlet>, scope = ''): Parts<Outlet> {
  const state = layer[internals];
  const path = scope === '' ? state.name : `${scope}/${state.name}`;
  if (!state.behaviour.takesStrings) {
    checkNumbers(
      state.behaviour.className,
      [...call.inputs.items, ...call.states].map(({ dtype }) => dtype),
    );
  }
  const outputs = state.behaviour.outlets(call, path);
  const weights = state.behaviour.build(call, path);
  const received = call.inputs.items.map(({ shape }) => show(shape)).join(', ');
  if (state.weights === undefined) {
    state.weights = Object.freeze([...weights]);
    state.builtFor = received;
  } else {
    state.weights.forEach(({ name, shape }, index) => {
      const wanted = weights[index]?.shape ?? [];
      if (show(shape) === show(wanted)) return;
      throw new ShapeError(
        `${state.name} expects inputs like the ones it was built for, ${state.builtFor}: its ${name} is ${show(shape)}, ` +
          `and would have to be ${show(wanted)} (received ${received})`,
      );
    });
  }
  return outputs;
}

function addNode(
  layer: AnyLayer,
  { inputs, states }: CallInputs<SymbolicTensor>,
  outlets: Parts<Outlet>,
  training: boolean | null,
): Structure<SymbolicTensor> {
  const { nodes } = layer[internals];
  const outputs: SymbolicTensor[] = [];
  const node: GraphNode = {
    layer,
    index: nodes.length,
    inputs: Object.freeze([...inputs.items, ...states]),
    outputs,
    inputForm: inputs.form,
    outputForm: outlets.form,
    stateCount: states.length,
    training,
    site: callSite(),
  };
  for (const [index, outlet] of outlets.items.entries()) outputs.push(createTensor(outlet, layer.name, node, index));
  Object.freeze(outputs);
  nodes.push(Object.freeze(node));
  return putTogether(outlets.form, outputs);
}

/** The node of a layer by its index. */
export function nodeAt(layer: AnyLayer, nodeIndex: number): GraphNode {
  const node = layer.nodes[nodeIndex];
  if (node !== undefined) return node;
  const count = layer.nodes.length;
  throw new GraphError(
    `Layer ${layer.name} expects a node index below ${count}, the number of its calls (received ${nodeIndex})`,
  );
}
