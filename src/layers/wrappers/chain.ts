import { GraphError } from '../../errors.js';
import type { ChainShape } from '../../graph/chain.js';
import type { LayerOptions } from '../../graph/create-layer.js';
import { defineBlock } from '../../graph/define-block.js';
import type { AnyLayer, Layer } from '../../graph/layer.js';

const chain = defineBlock({
  name: 'Sequential',
  layers: ({ layers }: { readonly layers: readonly AnyLayer[] }) => ({ layers: checkNames(layers) }),
  forward: (input, { layers }) => layers.reduce((tensors: typeof input, layer) => layer.all(tensors), input),
});

/**
 * A sequence of layers as one layer: the block that `Sequential` without an `Input` creates.
 *
 * @throws GraphError if there is no layer, or two of them have one name.
 *
 * @example
 * const head = chainOfLayers([Dense(64, { activation: 'relu' }), Dense(10)]);
 */
export function chainOfLayers<const Layers extends readonly AnyLayer[], const Name extends string = string>(
  layers: Layers,
  options: LayerOptions<Name> = {},
): Layer<ChainShape<Layers>, Name> {
  return chain<ChainShape<Layers>, Name>({ layers: Object.freeze([...layers]) }, options);
}

function checkNames(layers: readonly AnyLayer[]): readonly AnyLayer[] {
  if (layers.length === 0) throw new GraphError('Sequential expects at least one layer (received none)');
  const names = new Map<string, AnyLayer>();
  for (const layer of layers) {
    const other = names.get(layer.name);
    if (other !== undefined && other !== layer) {
      throw new GraphError(`Sequential expects its layers to have different names (received '${layer.name}' twice)`);
    }
    names.set(layer.name, layer);
  }
  return layers;
}
