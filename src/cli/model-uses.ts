import type { AnyLayer } from '../graph/layer.js';
import { isModel, modelState, type RuntimeModel } from '../training/model-state.js';

/** How often each layer stands in the code of a model: the calls in graphs, and the layers that consist of it. */
export function countUses(model: AnyLayer): ReadonlyMap<AnyLayer, number> {
  const uses = new Map<AnyLayer, number>();
  const seen = new Set<AnyLayer>();
  count(model);
  return uses;

  function count(layer: AnyLayer): void {
    if (seen.has(layer)) return;
    seen.add(layer);
    for (const inner of placesIn(layer)) {
      uses.set(inner, (uses.get(inner) ?? 0) + 1);
      count(inner);
    }
  }
}

function placesIn(layer: AnyLayer): readonly AnyLayer[] {
  return isModel(layer) ? layer[modelState].graph.topology.nodes.map((node) => node.layer) : layer.layers;
}

/** The models inside a model that share no layer with what is outside of them, by how deep they are: the flattest first. */
export function ownModelsIn(
  model: RuntimeModel,
  uses: ReadonlyMap<AnyLayer, number>,
): readonly (readonly RuntimeModel[])[] {
  const levels: RuntimeModel[][] = [];
  const heights = new Map<AnyLayer, number>();
  heightOf(model);
  return levels.map((level) => level.filter((each) => each !== model && isApart(each, uses)));

  function heightOf(layer: AnyLayer): number {
    const known = heights.get(layer);
    if (known !== undefined) return known;
    const below = Math.max(0, ...placesIn(layer).map(heightOf));
    const height = isModel(layer) ? below + 1 : below;
    heights.set(layer, height);
    if (isModel(layer)) {
      while (levels.length < height) levels.push([]);
      levels[height - 1]?.push(layer);
    }
    return height;
  }
}

function isApart(model: RuntimeModel, uses: ReadonlyMap<AnyLayer, number>): boolean {
  return [...countUses(model)].every(([layer, count]) => uses.get(layer) === count);
}
