import { GraphError } from '../errors.js';
import { original } from './create-tensor.js';
import type { AnyLayer } from './layer.js';
import type { GraphNode, SymbolicTensor } from './symbolic-tensor.js';

/** The part of a graph between some tensors and others. */
export interface Topology {
  /** The calls, each after those whose outputs it uses. */
  readonly nodes: readonly GraphNode[];
  /** The layers in Keras' order: by their distance from the outputs, the farthest first. */
  readonly layers: readonly AnyLayer[];
}

/**
 * The calls that compute `outputs` from `inputs`.
 *
 * @throws GraphError if an output needs an input that is not among `inputs`.
 */
export function topology(
  owner: string,
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
): Topology {
  const boundary = new Set(inputs.map(original));
  const nodes: GraphNode[] = [];
  const finished = new Set<GraphNode>();
  const traversal = new Map<AnyLayer, number>();
  for (const output of outputs) visit(original(output));

  const missing = nodes.find(
    ({ layer, outputs: [tensor] }) => isInput(layer) && !boundary.has(tensor as SymbolicTensor),
  );
  if (missing !== undefined) {
    throw new GraphError(
      `${owner} expects its inputs to lead to its outputs, but '${missing.layer.name}', which they need, is not among them ` +
        `(received ${inputs.map(({ name }) => `'${name}'`).join(', ') || 'no inputs'})`,
    );
  }
  const layers = inKerasOrder(nodes, inputs, traversal);
  return { nodes: nodes.filter(({ layer }) => !isInput(layer)), layers };

  // An explicit stack, because recursion would overflow on long chains.
  function visit(output: SymbolicTensor): void {
    const pending: { readonly tensor: SymbolicTensor; readonly isEntered: boolean }[] = [
      { tensor: output, isEntered: false },
    ];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { producer } = next.tensor;
      if (finished.has(producer)) continue;
      if (next.isEntered) {
        finished.add(producer);
        nodes.push(producer);
        continue;
      }
      const isBoundary = boundary.has(next.tensor);
      if (isBoundary && !isInput(producer.layer)) continue;
      if (!traversal.has(producer.layer)) traversal.set(producer.layer, traversal.size);
      pending.push({ tensor: next.tensor, isEntered: true });
      const dependencies = producer.inputs.map(original).reverse();
      for (const tensor of dependencies) pending.push({ tensor, isEntered: false });
    }
  }
}

function isInput(layer: AnyLayer): boolean {
  return layer.className === 'InputLayer';
}

/** The layers in the order of Keras' functional models, which is also that of the model's weights. */
function inKerasOrder(
  nodes: readonly GraphNode[],
  inputs: readonly SymbolicTensor[],
  traversal: Map<AnyLayer, number>,
): readonly AnyLayer[] {
  const nodeDepths = new Map<GraphNode, number>();
  const layerDepths = new Map<AnyLayer, number>();
  const known = new Set(nodes);
  for (const node of [...nodes].reverse()) {
    const depth = Math.max(nodeDepths.get(node) ?? 0, layerDepths.get(node.layer) ?? 0);
    layerDepths.set(node.layer, depth);
    nodeDepths.set(node, depth);
    for (const { producer } of node.inputs.map(original)) {
      if (known.has(producer)) nodeDepths.set(producer, Math.max(depth + 1, nodeDepths.get(producer) ?? 0));
    }
  }
  for (const { producer } of inputs) {
    if (!isInput(producer.layer) || layerDepths.has(producer.layer)) continue;
    layerDepths.set(producer.layer, 0);
    traversal.set(producer.layer, -1);
  }
  const position = (layer: AnyLayer): number => traversal.get(layer) ?? 0;
  return [...layerDepths]
    .sort(([left, leftDepth], [right, rightDepth]) => rightDepth - leftDepth || position(left) - position(right))
    .map(([layer]) => layer);
}
