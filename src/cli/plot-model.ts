import { instance } from '@viz-js/viz';
import { original } from '../graph/create-tensor.js';
import type { GraphNode } from '../graph/symbolic-tensor.js';
import { modelState } from '../training/model-state.js';
import { show } from '../types/shape.js';
import { modelIn } from './describe-model.js';

/** The graph of a model as SVG: a box for each call of a layer, with its name, its class and its shapes. */
export async function plotModel(path: string, classes?: string): Promise<string> {
  const model = await modelIn(path, classes);
  const { inputs, topology } = model[modelState].graph;
  const nodes = [...new Set([...inputs.items.map((tensor) => original(tensor).producer), ...topology.nodes])];
  const names = new Map(nodes.map((node, index) => [node, `call${index}`]));
  const edges = nodes.flatMap((node) =>
    node.inputs.flatMap((tensor) => {
      const tail = names.get(original(tensor).producer);
      const label = show(tensor.shape);
      return tail === undefined ? [] : [{ tail, head: names.get(node) as string, attributes: { label: ` ${label}` } }];
    }),
  );
  const viz = await instance();
  return viz.renderString(
    {
      directed: true,
      graphAttributes: { rankdir: 'TB' },
      nodeAttributes: { shape: 'box', style: 'rounded', fontname: 'Helvetica', fontsize: 11 },
      edgeAttributes: { fontname: 'Helvetica', fontsize: 9 },
      nodes: nodes.map((node) => ({ name: names.get(node) as string, attributes: { label: labelOf(node) } })),
      edges,
    },
    { format: 'svg' },
  );
}

function labelOf({ layer, outputs }: GraphNode): string {
  return `${layer.name}\n${layer.className}\n${outputs.map(({ shape }) => show(shape)).join(', ')}`;
}
