import * as tf from '@tensorflow/tfjs-core';
import { ArgumentError, GraphError, ShapeError } from '../errors.js';
import { show } from '../types/shape.js';
import { checkNumbers } from '../types/strings.js';
import type { CallInputs } from './behaviour.js';
import { callSite } from './call-site.js';
import { createTensor, isSymbolicTensor } from './create-tensor.js';
import { type Extras, noExtras, readExtras, symbolic, tensorsOf } from './extras.js';
import { type Parts, putTogether, type Structure, takeApart } from './form.js';
import type { AnyLayer, CallOptions } from './layer.js';
import { internals } from './layer-internals.js';
import type { GraphNode, Outlet } from './node.js';
import type { SymbolicTensor } from './symbolic-tensor.js';

/**
 * What a call is made of as the user writes it: the input, or as many as come one after the other, then options.
 *
 * @throws ArgumentError where one of several inputs is missing.
 */
export function readCall(
  owner: string,
  positional: readonly string[] | undefined,
  given: readonly unknown[],
): { readonly input: Structure<SymbolicTensor>; readonly options: CallOptions | undefined } {
  const count = positional?.length ?? 1;
  const inputs = given.slice(0, count);
  const options = given[count] as CallOptions | undefined;
  if (positional === undefined) return { input: inputs[0] as Structure<SymbolicTensor>, options };
  if (inputs.length === count && inputs.every(isSymbolicTensor) && !isSymbolicTensor(options)) {
    return { input: inputs as SymbolicTensor[], options };
  }
  const tensors = given.filter(isSymbolicTensor).length;
  throw new ArgumentError(
    `${owner} expects ${positional.join(' and ')}, one after the other (received ${tensors} tensors)`,
  );
}

/**
 * Calls a layer on tensors of the graph: checks them, builds its weights at the first call, and adds a node.
 *
 * @param scope the path of the model that the layer is made part of: `sequential`
 */
export function callLayer(
  layer: AnyLayer,
  input: Structure<SymbolicTensor>,
  options: CallOptions = {},
  scope = '',
): Structure<SymbolicTensor> {
  rejectValues(layer.name, input);
  const inputs = takeApart(input, symbolic.has, layer.name, symbolic.several);
  const extras = readExtras(layer.name, layer[internals].behaviour.call ?? {}, { ...options }, symbolic);
  const outputs = build(layer, { inputs, extras }, scope);
  return addNode(layer, { inputs, extras }, outputs, options.training ?? null);
}

/** A call on tensors that have values is right elsewhere. */
function rejectValues(owner: string, input: unknown): void {
  if (isSymbolicTensor(input) || typeof input !== 'object' || input === null) return;
  const items = input instanceof tf.Tensor ? [input] : Object.values(input);
  if (!items.some((item) => item instanceof tf.Tensor)) return;
  throw new GraphError(
    `${owner} expects ${symbolic.several} (received one that has values: those are for ${owner}.forward)`,
  );
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
    checkNumbers([...call.inputs.items, ...tensorsOf(call.extras ?? noExtras)].map(({ dtype }) => dtype));
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
  { inputs, extras }: CallInputs<SymbolicTensor> & { readonly extras: Extras<SymbolicTensor> },
  outlets: Parts<Outlet>,
  training: boolean | null,
): Structure<SymbolicTensor> {
  const { nodes } = layer[internals];
  const outputs: SymbolicTensor[] = [];
  const node: GraphNode = {
    layer,
    index: nodes.length,
    inputs: Object.freeze([...inputs.items, ...tensorsOf(extras)]),
    outputs,
    inputForm: inputs.form,
    outputForm: outlets.form,
    extras,
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
