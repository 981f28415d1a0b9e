import { GraphError, received } from '../errors.js';
import { isSymbolicTensor } from '../graph/create-tensor.js';
import type { FunctionalGraph } from '../graph/functional-graph.js';
import { weightsOf } from '../graph/layer-state.js';
import type { SymbolicTensor } from '../graph/symbolic-tensor.js';
import { type Topology, topology } from '../graph/topology.js';

/** Tensors of the graph that are added to the loss of a model, and the calls that compute them and its outputs. */
export interface AddedLosses {
  readonly tensors: readonly SymbolicTensor[];
  readonly topology: Topology;
}

/**
 * The added losses of a model with one more.
 *
 * @throws GraphError if it is no tensor of the graph, needs another input, or a layer with weights that the model does not have.
 */
export function withAddedLoss(
  owner: string,
  { inputs, outputs, topology: { layers } }: FunctionalGraph,
  before: AddedLosses | undefined,
  loss: unknown,
): AddedLosses {
  if (!isSymbolicTensor(loss)) {
    throw new GraphError(`${owner} expects a tensor of the graph (received ${received(loss)})`);
  }
  const tensors = [...(before?.tensors ?? []), loss];
  const found = topology(owner, inputs.items, [...outputs.items, ...tensors]);
  const foreign = found.layers.find((layer) => !layers.includes(layer) && weightsOf(layer).length > 0);
  if (foreign === undefined) return { tensors: Object.freeze(tensors), topology: found };
  throw new GraphError(
    `${owner} expects a tensor that is computed from those of the model without further weights (received one that needs ${foreign.name})`,
  );
}
